package imports

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
)

// gobenchdataRun is one run of gobenchdata's file, whose newest run is the first.
type gobenchdataRun struct {
	Version string
	Date    int64
	Suites  []struct {
		Goos, Goarch, Pkg, Cpu string //nolint:revive // as the file has it
		Benchmarks             []gobenchdataBenchmark
	}
}

type gobenchdataBenchmark struct {
	Name    string
	Runs    int
	NsPerOp *float64
	Mem     struct {
		BytesPerOp, AllocsPerOp *float64
		MBPerSec                float64
	}
	Custom map[string]float64
}

func isGobenchdata(text []byte) bool {
	return bytes.Contains(text, []byte(`"Suites"`)) && bytes.Contains(text, []byte(`"Benchmarks"`))
}

// hash is a commit, in full or not.
var hash = regexp.MustCompile(`^[0-9a-f]{7,64}$`)

// readGobenchdata reads benchmarks.json, oldest run first.
func readGobenchdata(h *History, f File) error {
	var runs []gobenchdataRun
	if err := decode(f.Text, &runs); err != nil {
		return err
	}
	slices.Reverse(runs)
	for _, r := range runs {
		run := record.Run{Origin: record.Origin{Measured: seconds(r.Date)}}
		if hash.MatchString(strings.ToLower(r.Version)) {
			run.Commit = strings.ToLower(r.Version)
		} else {
			run.Subject = oneLine(r.Version)
		}
		for _, s := range r.Suites {
			for _, b := range s.Benchmarks {
				if b.NsPerOp == nil {
					h.problem(f, "%s has no number", b.Name)
					continue
				}
				run.Results = append(run.Results, b.line(s.Goos, s.Goarch, s.Pkg, s.Cpu))
			}
		}
		h.Batch.Runs = append(h.Batch.Runs, run)
	}
	return nil
}

// line is a benchmark with all of its units. The file writes 0 for
// allocations that nobody counted, so two zeros are left out.
func (b gobenchdataBenchmark) line(goos, goarch, pkg, cpu string) *benchfmt.Result {
	r := line(b.Name, *b.NsPerOp, "ns/op", "goos", goos, "goarch", goarch, "pkg", pkg, "cpu", cpu)
	r.Iters = max(1, b.Runs)
	add := func(x float64, unit string) {
		if finite(x) {
			r.Values = append(r.Values, benchfmt.Value{Value: x, Unit: unitOf(unit)})
		}
	}
	if b.Mem.MBPerSec != 0 {
		add(b.Mem.MBPerSec, "MB/s")
	}
	bytesPer, allocs := b.Mem.BytesPerOp, b.Mem.AllocsPerOp
	if bytesPer != nil && allocs != nil && (*bytesPer != 0 || *allocs != 0) {
		add(*bytesPer, "B/op")
		add(*allocs, "allocs/op")
	}
	for _, unit := range slices.Sorted(maps.Keys(b.Custom)) {
		add(b.Custom[unit], unit)
	}
	return r
}
