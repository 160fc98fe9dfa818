package result

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// text is one input while it is read.
type text struct {
	source
	output
	seen

	asked    map[string]bool // keys that somebody asks for by name
	reader   benchfmt.Reader
	lines    *lines
	problems problems
	place    Place
	trust    trust
	passed   passed
	heads    heads
	pace     pace
}

// source is where a text comes from.
type source struct {
	in    Input
	stdin io.Reader
	twice bool // an earlier input reads it
	index int  // among the inputs
	base  bool // it need not have a benchmark
}

// seen is what was found in a text.
type seen struct {
	units  map[string]bool
	last   []benchfmt.Value // of the line before, for their units
	count  int              // records
	failed bool             // go test said so
	binary int              // the first line with a zero byte
	zeros  int              // lines with a zero byte
	bare   bool             // it has no benchmark, and that is no mistake
}

// records yields the lines of the input.
func (t *text) records(yield func(Record) bool) {
	t.place.Label, t.problems.file, t.units = t.in.Label, t.in.Path, map[string]bool{}
	from := t.stdin
	switch {
	case t.in.section != nil:
		from = t.in.section.reader()
	case t.in.Text != nil:
		from = bytes.NewReader(t.in.Text)
	case t.in.Path != "-":
		f, err := os.Open(t.in.Path)
		if err != nil {
			t.problems.add(0, "open it: "+reason(err), "arguments are PATH, LABEL=PATH or - for standard input")
			return
		}
		defer f.Close()
		from = f
	}
	if t.twice {
		t.problems.add(0, "standard input is given twice, and can be read once", "save it to a file")
		return
	}
	if from == nil {
		from = strings.NewReader("")
	}
	t.start(from)
	for t.reader.Scan() {
		switch rec := t.reader.Result().(type) {
		case *benchfmt.SyntaxError:
			if !overFixed(rec.Msg) {
				t.lost(t.lines.number, rec.Msg, mendOf(rec.Msg))
			}
		case *benchfmt.UnitMetadata:
			if what := unknown(rec); what != "" {
				t.problems.add(t.lines.number, what, "mend the Unit line")
			}
		case *benchfmt.Result:
			if !t.record(rec, yield) {
				return
			}
		}
	}
	t.end(t.reader.Err())
}

// start makes everything ready to read a text.
func (t *text) start(from io.Reader) {
	t.output = newOutput()
	t.lines = &lines{split: t.split, ended: t.rest, take: t.take, problem: t.lost}
	t.lines.in, t.passed.encoding = decoded(from)
	t.reader.Reset(t.lines, t.in.Path, ".file", t.in.Label)
}

// lost is a problem that costs a line: what is left of its case is not paired,
// since the i-th lines of its arms need not be of one launch.
func (t *text) lost(line int, what, mend string) {
	t.heads.lose(line)
	t.problems.add(line, what, mend)
}

// record checks a line and yields it.
func (t *text) record(r *benchfmt.Result, yield func(Record) bool) bool {
	number := t.lines.number
	t.current = r
	t.now.config.since = true
	t.now.config.apply(r, t.asked)
	tidyZeros(r.Values)
	if what, mend := fault(r, t.last); what != "" {
		t.lost(number, what, mend)
		return true
	}
	if t.lines.unended != nil && t.cut(r) {
		return true
	}
	if r.Iters == 0 {
		t.passed.zero++
	}
	t.trust.judge(&t.place, r.Name)
	t.note(r)
	t.count++
	t.passed.last = number
	h := t.heads.of(number, r.Name)
	return yield(Record{Result: r, Design: h.design, Paired: h.paired})
}

// note remembers the units of a result, and its host.
func (t *text) note(r *benchfmt.Result) {
	for i, v := range r.Values {
		if i >= len(t.last) || t.last[i].Unit != v.Unit {
			t.units[v.Unit] = true
		}
	}
	t.last = append(t.last[:0], r.Values...)
	t.place.know(r)
}

// cut reports whether the last line, which has no line end, was cut: it has a
// unit that no line before it has, nor package testing.
func (t *text) cut(r *benchfmt.Result) bool {
	last := r.Values[len(r.Values)-1]
	if notNegative[last.Unit] || t.units[last.Unit] {
		return false
	}
	t.lost(t.lines.number, fmt.Sprintf("the file ends within this line: it has no line end, and no other line has the unit %q", last.Unit), "get the whole file, or end the line")
	return true
}

// end says what is wrong with the text as a whole.
func (t *text) end(err error) {
	if err != nil {
		t.problems.add(0, "read it: "+reason(err), "give the path of a file of Go benchmark text")
		return
	}
	for _, from := range slices.Sorted(maps.Keys(t.streams)) {
		t.enter(from)
		t.expire()
	}
	switch {
	case t.binary > 0:
		t.problems.add(t.binary, "a zero byte: this is no text", "unpack it first if it is packed; save it as UTF-8 if it is UTF-16 without a byte order mark")
	case isHalf(t.lines.unended):
		t.problems.add(t.lines.number, "the file ends within this line: "+string(t.lines.unended), "get the whole file")
	case t.count > 0 || t.failed:
	case t.base && len(t.problems.first) == 0 && t.pace.passed > 0:
		t.bare = true
	case t.lines.number == 0:
		t.problems.add(0, "it is empty", "go test -bench . > FILE writes one")
	case t.events != nil:
		t.problems.add(0, "no output of its events is a benchmark result that can be read", "go test -json -bench . > FILE writes some")
	default:
		t.problems.add(0, fmt.Sprintf("none of its %d lines is a benchmark result that can be read", t.lines.number), "go test -bench . > FILE writes one")
	}
}
