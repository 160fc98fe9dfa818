package result

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
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

// watch looks at lines that benchfmt passes over.
func (t *text) watch(number int, line []byte) {
	if len(line) == 0 {
		return
	}
	if t.binary == 0 && bytes.IndexByte(line, 0) >= 0 {
		t.binary = number
	}
	failed := !t.failed && hasFailed(line)
	switch {
	case failed:
		t.failed = true
		t.problem(number, "the benchmarks failed: "+string(bytes.TrimSpace(line)), "mend them and measure again: what stands here is not all")
	case line[0] == 'B' && bytes.HasPrefix(line, []byte("Benchmark")):
	case line[0] == '#':
		t.comment(number, string(line))
	case line[0] == '{' && (bytes.HasPrefix(line, []byte(`{"Time":`)) || bytes.HasPrefix(line, []byte(`{"Action":`))):
		t.events = true
	case displaced(line):
		t.lost(number, "a result that does not begin its line: "+string(bytes.TrimSpace(line)), "a line begins with Benchmark; what stands before it was printed by the benchmark")
	}
}

// hasFailed reports whether a line says that benchmarks did not come to their
// end. Go prints the name of a benchmark before it runs, so that this may stand
// behind it.
func hasFailed(line []byte) bool {
	if line[0] == 'B' {
		return bytes.Contains(line, []byte("\t--- FAIL: "))
	}
	for _, head := range [...]string{"--- FAIL: ", "panic: ", "FAIL\t", "fatal error: ", "signal: "} {
		if bytes.HasPrefix(line, []byte(head)) {
			return true
		}
	}
	return string(bytes.TrimSpace(line)) == "FAIL"
}

// displaced reports whether a line that does not begin with Benchmark has the
// time of a benchmark in it: N VALUE ns/op.
func displaced(line []byte) bool {
	if !bytes.Contains(line, []byte(" ns/op")) {
		return false
	}
	fields := strings.Fields(string(line))
	for i := 2; i < len(fields); i++ {
		if fields[i] != "ns/op" {
			continue
		}
		_, badTime := strconv.ParseFloat(fields[i-1], 64)
		_, badCount := strconv.Atoi(fields[i-2])
		if badTime == nil && badCount == nil {
			return true
		}
	}
	return false
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
	if t.place.Machine != "" { // others than bufbench say what they like
		t.place.judge(line)
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

// reach takes over the heads above a line.
func (t *text) reach(number int) {
	for len(t.heads) > 0 && t.heads[0].line < number {
		t.at, t.heads, t.ofCase = t.heads[0], t.heads[1:], ""
	}
}

// headOf is the head of the case that a line is of. A head is that of one case:
// of the first line that follows, and of all lines of the same case behind it.
func (t *text) headOf(number int, name benchfmt.Name) head {
	t.reach(number)
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
