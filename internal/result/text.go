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
	"golang.org/x/perf/benchunit"
)

// text is one input while it is read.
type text struct {
	in     Input
	stdin  io.Reader
	twice  bool // an earlier input reads it
	index  int  // among the inputs
	asked  map[string]bool
	reader benchfmt.Reader
	lines  *lines

	problems []Problem
	more     int // problems that are only counted
	place    Place
	trust    trust
	passed   passed

	streams map[string]*stream
	now     *stream          // of the line that is read
	current *benchfmt.Result // holds the configuration of the stream
	events  *events          // nil unless it is the output of go test -json

	heads    []head // of cases, which the reader has not reached yet
	at       head   // the last one that it has
	ofCase   string // the case that the last head is of; empty before its first line
	pairings int
	units    map[string]bool
	last     []benchfmt.Value // of the line before, for their units
	count    int              // records
	failed   bool             // go test said so
	binary   int              // the first line with a zero byte
	base     bool             // it need not have a benchmark
	bare     bool             // it has none, and that is no mistake
	pace     pace
}

// stream is what one package printed; a text that is not the output of go test
// -json has one.
type stream struct {
	config  config
	begun   []byte // a line with a name, whose figures are still to come
	begunAt int
}

// records yields the lines of the input.
func (t *text) records(yield func(Record) bool) {
	t.place.Label, t.units = t.in.Label, map[string]bool{}
	from := t.stdin
	switch {
	case t.in.Text != nil:
		from = bytes.NewReader(t.in.Text)
	case t.in.Path != "-":
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
	t.start(from)
	for t.reader.Scan() {
		switch rec := t.reader.Result().(type) {
		case *benchfmt.SyntaxError:
			if !overFixed(rec.Msg) {
				t.lost(t.lines.number, rec.Msg, mendOf(rec.Msg))
			}
		case *benchfmt.UnitMetadata:
			if what := unknown(rec); what != "" {
				t.problem(t.lines.number, what, "mend the Unit line")
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
	t.now = &stream{}
	t.streams = map[string]*stream{"": t.now}
	t.lines = &lines{split: t.split, ended: t.rest, take: t.take, problem: t.lost}
	t.lines.in, t.passed.encoding = decoded(from)
	t.reader.Reset(t.lines, t.in.Path, ".file", t.in.Label)
}

func (t *text) problem(line int, what, mend string) {
	if len(t.problems) >= mostProblems {
		t.more++
		return
	}
	t.problems = append(t.problems, Problem{File: t.in.Path, Line: line, What: what, Mend: mend})
}

// lost is a problem that costs a line: what is left of its case is not paired,
// since the i-th lines of its arms need not be of one launch.
func (t *text) lost(line int, what, mend string) {
	t.reach(line)
	t.at.paired = 0
	t.problem(line, what, mend)
}

// overFixed reports whether a message of benchfmt is about a fixed unit (see
// [isFixed]) on which a text contradicts itself.
func overFixed(msg string) bool {
	var key, unit string
	n, _ := fmt.Sscanf(msg, "metadata %s of unit %s already set to", &key, &unit)
	return n == 2 && isFixed(unit)
}

// mendOf says what to do about a line that benchfmt cannot read.
func mendOf(msg string) string {
	switch {
	case strings.HasPrefix(msg, "metadata "):
		return mendUnits
	case strings.HasPrefix(msg, "parsing iteration count"), strings.HasPrefix(msg, "missing iteration count"):
		return mendPrints
	}
	return "a line is: BenchmarkName N VALUE UNIT [VALUE UNIT]...; run the benchmark again, or delete the line"
}

// mendPrints is the advice for a benchmark that prints into its own result.
// Note: standard error is no way out, since go test merges it.
const mendPrints = "the benchmark prints into its own line: let it print by b.Log or to b.Output(), or delete the line"

// record checks a line and yields it.
func (t *text) record(r *benchfmt.Result, yield func(Record) bool) bool {
	number := t.lines.number
	t.current = r
	t.now.config.since = true
	t.now.config.apply(r, t.asked)
	tidyZeros(r.Values)
	if what, mend := fault(r); what != "" {
		t.lost(number, what, mend)
		return true
	}
	if t.lines.unended != nil && t.cut(r) {
		return true
	}
	if r.Iters == 0 {
		t.passed.zero++
	}
	t.trust.judge(&t.place, string(r.Name))
	t.note(r)
	t.count++
	t.passed.last = number
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
	t.lost(t.lines.number, fmt.Sprintf("the file ends within this line: it has no line end, and no other line has the unit %q", last.Unit), "get the whole file, or end the line")
	return true
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

// end says what is wrong with the text as a whole.
func (t *text) end(err error) {
	if err != nil {
		t.problem(0, "read it: "+reason(err), "give the path of a file of Go benchmark text")
		return
	}
	for _, from := range slices.Sorted(maps.Keys(t.streams)) {
		t.enter(from)
		t.expire()
	}
	switch {
	case t.binary > 0:
		t.problem(t.binary, "a zero byte: this is no text", "unpack it first if it is packed; save it as UTF-8 if it is UTF-16 without a byte order mark")
	case isHalf(t.lines.unended):
		t.problem(t.lines.number, "the file ends within this line: "+string(t.lines.unended), "get the whole file")
	case t.count > 0 || t.failed:
	case t.base && len(t.problems) == 0 && t.more == 0 && t.pace.passed > 0:
		t.bare = true
	case t.lines.number == 0:
		t.problem(0, "it is empty", "go test -bench . > FILE writes one")
	case t.events != nil:
		t.problem(0, "no output of its events is a benchmark result that can be read", "go test -json -bench . > FILE writes some")
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
