package result

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// text is one input while it is read.
type text struct {
	in     Input
	stdin  io.Reader
	twice  bool // an earlier input reads it
	index  int  // among the inputs
	reader benchfmt.Reader
	lines  *lines

	problems []Problem
	more     int // problems that are only counted
	place    Place

	heads    []head // of cases, which the reader has not reached yet
	at       head   // the last one that it has
	ofCase   string // the case that the last head is of; empty before its first line
	pairings int
	units    map[string]bool
	last     []benchfmt.Value // of the line before, for their units
	count    int              // records
	failed   bool             // go test said so
	events   bool             // it is the output of go test -json
	binary   int              // the first line with a zero byte
	base     bool             // it need not have a benchmark
	bare     bool             // it has none, and that is no mistake
	pace     pace
}

// records yields the lines of the input.
func (t *text) records(yield func(Record) bool) {
	t.place.Label, t.units = t.in.Label, map[string]bool{}
	from := t.stdin
	if t.in.Path != "-" {
		f, err := os.Open(t.in.Path)
		if err != nil {
			t.problem(0, "open it: "+reason(err), "arguments are PATH, LABEL=PATH or - for standard input")
			return
		}
		defer f.Close()
		from = f
	}
	if t.twice {
		t.problem(0, "standard input is given twice, and can be read once", "save it to a file")
		return
	}
	if from == nil {
		from = strings.NewReader("")
	}
	t.lines = newLines(from, t.watch, t.lost)
	r := &t.reader
	r.Reset(t.lines, t.in.Path, ".file", t.in.Label)
	for r.Scan() {
		switch rec := r.Result().(type) {
		case *benchfmt.SyntaxError:
			t.lost(rec.Line, rec.Msg, mendOf(rec.Msg))
		case *benchfmt.UnitMetadata:
			if what := unknown(rec); what != "" {
				_, number := rec.Pos()
				t.problem(number, what, "mend the Unit line")
			}
		case *benchfmt.Result:
			if !t.record(rec, yield) {
				return
			}
		}
	}
	t.end(r.Err())
}

func (t *text) problem(line int, what, mend string) {
	if len(t.problems) >= mostProblems {
		t.more++
		return
	}
	t.problems = append(t.problems, Problem{File: t.in.Path, Line: line, What: what, Mend: mend})
}

// mendUnits is what to do about texts that differ in what they say of a unit.
const mendUnits = "make the Unit lines of all files agree"

// lost is a problem that costs a line: what is left of its case is not paired,
// since the i-th lines of its arms need not be of one launch.
func (t *text) lost(line int, what, mend string) {
	t.reach(line)
	t.at.paired = 0
	t.problem(line, what, mend)
}

// unknown says what is wrong with what a Unit line says; other keys than these
// mean nothing here.
func unknown(m *benchfmt.UnitMetadata) string {
	known := map[string][]string{"better": {"lower", "higher"}, "assume": {"nothing", "exact"}}[m.Key]
	if known == nil || slices.Contains(known, m.Value) {
		return ""
	}
	return fmt.Sprintf("Unit %s %s=%s: it is %s", m.OrigUnit, m.Key, m.Value, strings.Join(known, " or "))
}

// mendOf says what to do about a line that benchfmt cannot read.
func mendOf(msg string) string {
	switch {
	case strings.HasPrefix(msg, "metadata "):
		return mendUnits
	case strings.HasPrefix(msg, "parsing iteration count"), strings.HasPrefix(msg, "missing iteration count"):
		return "a benchmark that prints to standard output breaks its line in two; print to standard error, or delete the line"
	}
	return "a line is: BenchmarkName N VALUE UNIT [VALUE UNIT]...; run the benchmark again, or delete the line"
}

// record checks a line and yields it.
func (t *text) record(r *benchfmt.Result, yield func(Record) bool) bool {
	_, number := r.Pos()
	t.restore(r)
	tidyZeros(r.Values)
	if what, mend := fault(r); what != "" {
		t.lost(number, what, mend)
		return true
	}
	if t.lines.unended != nil && number == t.lines.number && t.cut(r) {
		return true
	}
	t.note(r)
	t.count++
	h := t.headOf(number, r.Name)
	return yield(Record{Result: r, Design: h.design, Paired: h.paired})
}

// cut reports whether the last line, which has no line end, was cut: it has a
// unit that no line before it has, nor package testing.
func (t *text) cut(r *benchfmt.Result) bool {
	last := r.Values[len(r.Values)-1]
	if notNegative[last.Unit] || t.units[last.Unit] {
		return false
	}
	_, number := r.Pos()
	t.lost(number, fmt.Sprintf("the file ends within this line: it has no line end, and no other line has the unit %q", last.Unit), "get the whole file, or end the line")
	return true
}

// restore puts back what stand-ins stand for.
func (t *text) restore(r *benchfmt.Result) {
	if long := t.lines.fields; long != nil && isStandIn(r.Name) {
		r.Name = benchfmt.Name(cmp.Or(long[string(r.Name)], string(r.Name)))
	}
	if long := t.lines.fields; long != nil {
		for i, v := range r.Values {
			if unit, is := long[v.Unit]; is {
				r.Values[i] = tidied(v.Value, unit)
			}
		}
	}
	if t.lines.settings == nil {
		return
	}
	for i, c := range r.Config {
		if value, is := t.lines.settings[string(c.Value)]; is {
			r.Config[i].Value = []byte(value)
		}
	}
	t.lines.settings = nil // the reader has all of them, and does not read ahead
}

// tidyZeros gives zeros the unit that other values have: benchfmt leaves 0 ns/op
// as it is, so that it would not stand beside 5 ns/op, which is sec/op.
func tidyZeros(values []benchfmt.Value) {
	for i, v := range values {
		if v.Value != 0 || v.OrigUnit != "" {
			continue
		}
		if _, unit := benchunit.Tidy(1, v.Unit); unit != v.Unit {
			values[i] = benchfmt.Value{Value: v.Value, Unit: unit, OrigValue: v.Value, OrigUnit: v.Unit}
		}
	}
}

// tidied is a value as benchfmt has it.
func tidied(x float64, unit string) benchfmt.Value {
	tidy, tidyUnit := benchunit.Tidy(x, unit)
	if tidy == x {
		return benchfmt.Value{Value: x, Unit: unit}
	}
	return benchfmt.Value{Value: tidy, Unit: tidyUnit, OrigValue: x, OrigUnit: unit}
}

// end says what is wrong with the text as a whole.
func (t *text) end(err error) {
	if err != nil {
		var at *benchfmt.SyntaxError
		if !errors.As(err, &at) {
			t.problem(0, "read it: "+reason(err), "give the path of a file of Go benchmark text")
		}
		return
	}
	switch {
	case t.binary > 0:
		t.problem(t.binary, "a zero byte: this is no text", "unpack it first if it is packed; save it as UTF-8 if it is UTF-16")
	case isHalf(t.lines.unended):
		t.problem(t.lines.number, "the file ends within this line: "+string(t.lines.unended), "get the whole file")
	case t.count > 0 || t.failed:
	case t.base && len(t.problems) == 0 && t.more == 0 && (t.pace.passed > 0 || t.lines.number == 0 && t.in.Path != "-"):
		t.bare = true
	case t.lines.number == 0:
		t.problem(0, "it is empty", "go test -bench . > FILE writes one")
	case t.events:
		t.problem(0, "it is the output of go test -json", "leave -json out")
	default:
		t.problem(0, fmt.Sprintf("none of its %d lines is a benchmark result that can be read", t.lines.number), "go test -bench . > FILE writes one")
	}
}

// isHalf reports whether a last line without a line end is the beginning of a
// result: a name, or a part of it.
func isHalf(line []byte) bool {
	const head = "Benchmark"
	if len(line) < len(head) {
		return len(line) > 0 && strings.HasPrefix(head, string(line))
	}
	return bytes.HasPrefix(line, []byte(head)) && len(bytes.Fields(line)) == 1 && len(bytes.TrimSpace(line)) == len(line)
}
