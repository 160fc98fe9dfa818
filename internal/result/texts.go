package result

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"golang.org/x/perf/benchfmt"
)

// Input is one text to read.
type Input struct {
	Label string // what it is called in results, as the value of .file
	Path  string // "-" is standard input
	Text  []byte // if not nil, it is read in place of the file: some can be read only once
}

// Whole returns all of the text. It does not read standard input.
func (in Input) Whole() ([]byte, error) {
	if in.Text != nil {
		return in.Text, nil
	}
	return os.ReadFile(in.Path)
}

// Inputs reads arguments as benchstat does: path, label=path, and "-" for
// standard input. A path that is given twice is told apart by #0, #1, ….
func Inputs(args []string) []Input {
	var inputs []Input
	times := map[string]int{}
	for _, arg := range args {
		label, path, labelled := strings.Cut(arg, "=")
		if !labelled {
			path = arg
			times[path]++
		}
		inputs = append(inputs, Input{Label: label, Path: path})
	}
	seen := map[string]int{}
	for i, arg := range args {
		if in := &inputs[i]; times[in.Path] > 1 && arg == in.Path {
			in.Label = fmt.Sprintf("%s#%d", in.Path, seen[in.Path])
			seen[in.Path]++
		}
	}
	return inputs
}

// Record is one line of any Go benchmark text.
type Record struct {
	*benchfmt.Result // in tidied units; it is overwritten by the next one

	Design Design // how the lines of its case came about, where the text says so
	Paired int    // lines with the same number, which is not 0, are paired: the i-th lines of each name are of one launch
}

// Problem is what could not be read.
type Problem struct {
	File string
	Line int // from 1; 0 is the whole file
	What string
	Mend string // what to do about it; may be empty
}

// Error implements error: file:line: what is wrong (what to do).
func (p Problem) Error() string {
	const longest = 4096 // of a path
	s := console.Line(p.File, longest)
	if s == "" {
		s = `""`
	}
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, p.Line)
	}
	s += ": " + console.Line(p.What, 200)
	if p.Mend != "" {
		s += " (" + p.Mend + ")"
	}
	return s
}

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

// mostProblems is how many problems are kept; of a binary file every line is
// one.
const mostProblems = 20

// Parts yields, for each input, every line that can be read. What cannot is a
// problem; the rest is yielded all the same. The parts may be read at the same
// time.
func (t *Texts) Parts() []iter.Seq[Record] {
	t.files = nil
	var parts []iter.Seq[Record]
	taken := false
	for i, in := range t.Inputs {
		one := &text{in: in, index: i, stdin: t.Stdin, base: t.Base && i == 0, asked: map[string]bool{}}
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
		first, more = append(first, f.problems...), more+f.more
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
	whole := slices.IndexFunc(t.files, (*text).finished)
	if whole < 0 {
		return nil
	}
	var found []Problem
	for _, f := range t.files {
		if f.brokenOff() {
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
		for _, n := range f.notes() {
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

// reason is an error of the operating system without the path, which is said
// already.
func reason(err error) string {
	var of *os.PathError
	if errors.As(err, &of) {
		return of.Err.Error()
	}
	return err.Error()
}
