package ab

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/record"
)

// task is what is measured: benchmarks of two revisions, or commands.
type task struct {
	groups  []match.Group
	members []match.Benchmark // in the order of the names in the groups
	match   *match.Match      // nil for commands
	label   label
	notes   []string
	remarks match.Remarks
}

// label says in the text what was measured.
type label struct {
	sides [2]string     // for people
	names [2]string     // for the name of the file
	turns string        // samples or launches, whichever alternate
	built machine.Build // what the test binaries have in common; zero for commands
	procs int           // GOMAXPROCS
}

// title returns the name of a benchmark with its package.
func title(b match.Benchmark) string {
	if b.Package == "" {
		return b.Name
	}
	return b.Package + " " + b.Name
}

// several reports whether the benchmarks are of several packages. The names of rows begin
// with the package then.
func (t *task) several() bool {
	return slices.ContainsFunc(t.members, func(b match.Benchmark) bool { return b.Package != t.members[0].Package })
}

// row returns the name of the row of a benchmark.
func (t *task) row(i int) string {
	name := strings.TrimPrefix(t.members[i].Name, "Benchmark")
	if t.members[i].Package != "" {
		name = record.Name(name, t.label.procs)
	}
	if t.several() {
		name = t.members[i].Package + " " + name
	}
	return name
}

// spots returns the places of the benchmarks.
func (t *task) spots() map[string]Spot {
	spots := map[string]Spot{}
	for i, b := range t.members {
		spots[title(b)] = Spot{File: b.File, Line: b.Line}
		spots[t.row(i)] = Spot{File: b.File, Line: b.Line}
	}
	return spots
}

// sameCode reports whether both sides of a benchmark run the same code.
func (t *task) sameCode(i int) bool { return t.members[i].Code.Verdict == codediff.Same }
