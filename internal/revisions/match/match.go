package match

import (
	"time"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Match is two revisions made ready, with the benchmarks of both.
type Match struct {
	Sides      [2]Checkout
	Benchmarks []Benchmark // in the order of packages and of their running
	Remarks    Remarks
	Units      []string // lines about units, as the test binaries print them
	WhyNot     string   // why samples do not alternate although they should; else empty

	said    [2][]gotest.Unit // by side
	spec    Spec
	scratch string                   // a folder
	builds  int                      // how often test binaries were built
	starts  map[string]time.Duration // how long a process of a package takes to start, by folder
}

// Remarks are about benchmarks and packages that are not compared, or not simply.
type Remarks struct {
	New       []Note // in the head only: there is nothing to compare with
	Skipped   []Note // in the base only, or skipped by themselves
	Gone      []Note // those of Skipped that the head lacks, and the base has
	Failed    []Note // not measurable
	Dependent []Note // measured in longer samples, because the time of an iteration depends on their number
}

// Note is a remark on a benchmark or package.
type Note struct {
	What string // its name
	Said string
}

// Same reports whether both sides are the same revision.
func (m *Match) Same() bool {
	a, b := m.Sides[Base].Revision, m.Sides[Head].Revision
	return a.Commit == b.Commit && !a.Dirty && !b.Dirty
}

// Turns returns "samples" or "launches", whichever alternate.
func (m *Match) Turns() string {
	if m.turns() {
		return "samples"
	}
	return "launches"
}

// turns reports whether samples alternate.
func (m *Match) turns() bool {
	return !m.spec.Sampling.Instructions && !m.spec.Sampling.Launches && m.WhyNot == ""
}

// Binaries returns the test binaries of a benchmark, those of the first layout of each side.
func (m *Match) Binaries(b Benchmark) [2]gotest.Binary { return m.pair(b.dir, [2]int{}) }

// pair returns the test binaries of a package in one layout of each side.
func (m *Match) pair(dir string, layout [2]int) (both [2]gotest.Binary) {
	for i := range both {
		both[i] = m.Sides[i].packages[dir].binaries[layout[i]]
	}
	return both
}

// gone notes what the head lacks.
func (r *Remarks) gone(n Note) { r.Skipped, r.Gone = append(r.Skipped, n), append(r.Gone, n) }

// fail notes that a benchmark or package cannot be measured.
func (m *Match) fail(what, why string) {
	m.Remarks.Failed = append(m.Remarks.Failed, Note{what, why})
}
