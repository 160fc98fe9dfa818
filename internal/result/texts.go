package result

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/bufbench/bufbench/internal/host/console"
	"golang.org/x/perf/benchfmt"
)

// Texts reads Go benchmark texts of anybody, each in one pass and with memory
// for one line.
type Texts struct {
	Inputs []Input
	Stdin  io.Reader
	Base   bool                     // the first input is what others are compared with, which need not have a benchmark (see [Texts.Bare])
	Keys   []string                 // configuration keys that are asked for by name
	Said   benchfmt.UnitMetadataMap // what is known of units whatever the texts say (see [ParseUnits])

	files []*text
}

// Parts yields, for each input, every line that can be read. What cannot is a
// problem; the rest is yielded all the same. The parts may be read at the same
// time.
func (t *Texts) Parts() []iter.Seq[Record] {
	t.files = nil
	var parts []iter.Seq[Record]
	taken := false
	for i, in := range t.Inputs {
		one := &text{source: source{in: in, index: i, stdin: t.Stdin, base: t.Base && i == 0}, asked: map[string]bool{}}
		for _, key := range t.Keys {
			one.asked[key] = !byTestBinary(key)
		}
		if in.Path == "-" {
			one.twice, taken = taken, true
		}
		t.files = append(t.files, one)
		parts = append(parts, one.records)
	}
	return parts
}

// Records yields the lines of all inputs, one input after the other.
func (t *Texts) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, part := range t.Parts() {
			for r := range part {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// Problems returns what could not be read, at most the first 20, and how many
// more there are. Like what follows it is complete when all is read.
func (t *Texts) Problems() (first []Problem, more int) {
	for _, f := range t.files {
		first, more = append(first, f.problems.first...), more+f.problems.more
	}
	first = append(first, t.units().conflicts...)
	first = append(first, t.cutOff()...)
	if n := len(first); n > mostProblems {
		first, more = first[:mostProblems], more+n-mostProblems
	}
	return first, more
}

// Bare reports whether the base has no benchmark because its project had none. Its
// text then says that all passed; an empty file is a problem instead.
func (t *Texts) Bare() bool { return t.Base && len(t.files) > 0 && t.files[0].bare }

// cutOff returns a problem for each text that ends before go test's word PASS, if
// another text has this word. The run was cut off, and benchmarks may be missing.
func (t *Texts) cutOff() []Problem {
	whole := slices.IndexFunc(t.files, func(f *text) bool { return f.pace.finished() })
	if whole < 0 {
		return nil
	}
	var found []Problem
	for _, f := range t.files {
		if f.pace.brokenOff() && !f.failed && f.place.Machine == "" { // a results file of bufbench never has the word
			what := fmt.Sprintf("it ends before go test's word PASS, which %s has", console.Line(t.files[whole].in.Path, 200))
			found = append(found, Problem{File: f.in.Path, What: what, Mend: "the run was cut off: measure again"})
		}
	}
	return found
}

// Notes returns a note on everything that was read in another way than it stands in
// the texts, or was passed over.
func (t *Texts) Notes() []string {
	var notes []string
	for _, f := range t.files {
		for _, n := range f.passed.notes(f.events != nil, f.trust.lostAt) {
			notes = append(notes, console.Line(f.in.Path, 4096)+": "+n)
		}
	}
	return append(notes, t.units().notes...)
}

// Places says where the texts were measured, in the order of the inputs.
func (t *Texts) Places() []Place {
	var places []Place
	for _, f := range t.files {
		f.place.Says = f.passed.heads
		places = append(places, f.place)
	}
	return places
}

// Units returns the properties of units. Those in t.Said go before those in the texts,
// and an earlier text goes before a later one. The directions of package testing's
// units and of bufbench's are fixed.
func (t *Texts) Units() benchfmt.UnitMetadataMap { return t.units().all }
