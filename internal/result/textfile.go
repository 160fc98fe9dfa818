package result

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// text is one input while it is read.
type text struct {
	in     Input
	stdin  io.Reader
	index  int // among the inputs
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
}

// head is a comment that heads the lines of a case.
type head struct {
	line   int
	design Design
	paired int // number of the pairing among those of all texts; 0 is none
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
	if from == nil {
		t.problem(0, "there is no standard input, or it is given twice", "give each text once")
		return
	}
	t.lines = newLines(from, t.watch)
	r := &t.reader
	r.Reset(t.lines, t.in.Path, ".file", t.in.Label)
	for r.Scan() {
		switch rec := r.Result().(type) {
		case *benchfmt.SyntaxError:
			t.problem(rec.Line, t.shown(rec.Msg), mendOf(rec.Msg))
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

// watch looks at lines that benchfmt passes over.
func (t *text) watch(number int, line []byte) {
	if len(line) == 0 {
		return
	}
	switch line[0] {
	case '#':
		t.comment(number, string(line))
	case '-', 'p', 'F':
		if !t.failed && (bytes.HasPrefix(line, []byte("--- FAIL: ")) || bytes.HasPrefix(line, []byte("panic: ")) || bytes.HasPrefix(line, []byte("FAIL\t"))) {
			t.failed = true
			t.problem(number, "the benchmarks failed: "+string(line), "mend them and measure again: what stands here is not all")
		}
	case '{':
		t.events = t.events || bytes.HasPrefix(line, []byte(`{"Time":`)) || bytes.HasPrefix(line, []byte(`{"Action":`))
	}
	if t.binary == 0 && bytes.IndexByte(line, 0) >= 0 {
		t.binary = number
	}
}

// comment takes from a comment of bufbench what judging needs.
func (t *text) comment(number int, line string) {
	if d, ok := parseDesign(line); ok {
		h := head{line: number, design: d}
		if slices.Contains(strings.Fields(line), "paired=yes") {
			t.pairings++
			h.paired = t.index<<32 + t.pairings
		}
		t.heads = append(t.heads, h)
		return
	}
	if fields := strings.Fields(line); len(fields) > 2 && fields[1] == "started" {
		for i, f := range fields[:len(fields)-1] {
			switch f {
			case "machine":
				t.place.Machine = fields[i+1]
			case "commit":
				t.place.Commit = fields[i+1]
			}
		}
	}
}

// record checks a line and yields it.
func (t *text) record(r *benchfmt.Result, yield func(Record) bool) bool {
	_, number := r.Pos()
	t.restore(r)
	if what, mend := fault(r); what != "" {
		t.problem(number, what, mend)
		return true
	}
	if t.lines.unended && number == t.lines.number && t.cut(r) {
		return true
	}
	t.note(r)
	t.count++
	h := t.headOf(number, r.Name)
	return yield(Record{Result: r, Design: h.design, Paired: h.paired})
}

// note keeps in mind which units there are and where they were measured.
func (t *text) note(r *benchfmt.Result) {
	for i, v := range r.Values {
		if i >= len(t.last) || t.last[i].Unit != v.Unit {
			t.units[v.Unit] = true
		}
	}
	t.last = append(t.last[:0], r.Values...)
	t.place.know(r)
}

// headOf is the head of the case that a line is of. A head is that of one case:
// of the first line that follows, and of all lines of the same case behind it.
func (t *text) headOf(number int, name benchfmt.Name) head {
	for len(t.heads) > 0 && t.heads[0].line < number {
		t.at, t.heads, t.ofCase = t.heads[0], t.heads[1:], ""
	}
	if t.at.line == 0 {
		return head{}
	}
	of := caseOf(string(name))
	if t.ofCase == "" {
		t.ofCase = of
	}
	if of != t.ofCase {
		return head{}
	}
	return t.at
}

// cut reports whether the last line, which has no line end, was cut: it has a
// unit that no line before it has.
func (t *text) cut(r *benchfmt.Result) bool {
	last := r.Values[len(r.Values)-1]
	if t.count == 0 || t.units[last.Unit] {
		return false
	}
	_, number := r.Pos()
	t.problem(number, fmt.Sprintf("the file ends within this line: it has no line end, and no other line has the unit %q", last.Unit), "get the whole file")
	return true
}

// restore puts back what stand-ins stand for.
func (t *text) restore(r *benchfmt.Result) {
	if t.lines.long == nil {
		return
	}
	if isStandIn(r.Name) {
		r.Name = benchfmt.Name(t.lines.original(string(r.Name)))
	}
	for i, v := range r.Values {
		r.Values[i].Unit = t.lines.original(v.Unit)
	}
	for i, c := range r.Config {
		if isStandIn(c.Value) {
			r.Config[i].Value = []byte(t.lines.original(string(c.Value)))
		}
	}
}

// shown is a message with what stand-ins stand for.
func (t *text) shown(msg string) string {
	for word, long := range t.lines.long {
		msg = strings.ReplaceAll(msg, word, long)
	}
	return msg
}

// end says what is wrong with the text as a whole.
func (t *text) end(err error) {
	if err != nil {
		var at *benchfmt.SyntaxError
		if !errors.As(err, &at) {
			t.problem(0, "read it: "+reason(err), "")
		}
		return
	}
	if t.binary > 0 {
		t.problem(t.binary, "a zero byte: this is no text", "unpack it first if it is packed")
	}
	switch {
	case t.count > 0:
	case t.lines.number == 0:
		t.problem(0, "it is empty", "go test -bench . > FILE writes one")
	case t.events:
		t.problem(0, "it is the output of go test -json", "leave -json out")
	default:
		t.problem(0, fmt.Sprintf("none of its %d lines is a benchmark result that can be read", t.lines.number), "go test -bench . > FILE writes one")
	}
}
