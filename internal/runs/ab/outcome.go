package ab

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// Outcome is the result of a comparison.
type Outcome struct {
	Sides      [2]string // the names of base and head, such as main (1a2b3c4d5)
	Notes      []string  // about both sides
	Empty      bool      // nothing was measured; Remarks say why
	Tables     []compare.Table
	Gone       []compare.Gone   // what the base has and the head lacks
	Problems   []result.Problem // lines of the text that cannot be read
	Unreadable int              // how many there are
	Remarks    Remarks
	Profiles   []Profile
	Spots      map[string]Spot // by the names of rows, and by the titles in remarks
}

// Remarks are remarks on benchmarks and packages.
type Remarks struct {
	New     []match.Note // in the head only: there is nothing to compare with
	Skipped []match.Note // not compared, and need not be
	Failed  []match.Note // not measurable
	Layouts []match.Note // how far the layouts of a benchmark differ
	Code    []match.Note // about the code of benchmarks that are better or worse
}

// Profile is the difference between the profiles of both sides of a benchmark.
type Profile struct {
	What        string // the benchmark
	Differences []profdiff.Difference
}

// Spot is the place of a benchmark in the head.
type Spot struct {
	File string // relative to the repository, with slashes
	Line int
}
