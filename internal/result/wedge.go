package result

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// benchmark is for a line that begins with a name. Where something was printed
// between name and figures, the figures stand at its end or begin a later line.
func (t *text) benchmark(line []byte) []byte {
	if t.trust.own || isResult(line) {
		t.expire()
		return line
	}
	name, rest := cutField(line)
	if t.now.begun != nil && isPrinted(t.now.begun) && !isPrinted(line) {
		return nil // a line of the log, about a benchmark
	}
	t.expire()
	if len(name) == len(line) { // a name alone, as go test -v prints it before
		return line
	}
	t.now.begun, t.now.begunAt = bytes.Clone(line), t.lines.number
	return t.join(rest)
}

// isPrinted reports whether a name stands as package testing prints it before it
// runs the benchmark: with a tab behind it.
func isPrinted(line []byte) bool {
	_, rest := cutField(line)
	return bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("\t"))
}

// join puts the figures at the end of a line behind the name that waits for them. It
// returns nil if there are no figures, or no name waits.
func (t *text) join(line []byte) []byte {
	if t.now.begun == nil {
		return nil
	}
	at := FindFigures(line)
	if at < 0 && onlyFigures(line) {
		at = 0
	}
	if at < 0 {
		return nil
	}
	name, _ := cutField(t.now.begun)
	if other := nameBefore(line[:at]); other != nil {
		t.expire()
		name = other
	}
	t.now.begun = nil
	t.passed.join(t.lines.number)
	return bytes.Join([][]byte{name, line[at:]}, []byte(" "))
}

// stray is for a line that is nothing of a benchmark text. A line that ends in a result
// with its name is that result, if heads of the text begin their lines. Otherwise
// something stands before every line, and no head is read either.
func (t *text) stray(line []byte) []byte {
	at := FindFigures(line)
	if at < 0 {
		if displaced(line) || onlyFigures(line) {
			t.lost(t.lines.number, "a result that does not begin its line: "+string(bytes.TrimSpace(line)), mendStray)
		}
		return nil
	}
	name := nameBefore(line[:at])
	if name == nil || t.now.config.values["goos"] == "" {
		if name != nil || onlyFigures(line) {
			t.lost(t.lines.number, "a result that does not begin its line: "+string(bytes.TrimSpace(line)), mendStray)
		}
		return nil
	}
	t.passed.join(t.lines.number)
	return bytes.Join([][]byte{name, line[at:]}, []byte(" "))
}

// mendStray is the remedy for a result with something before it.
const mendStray = "a line begins with Benchmark; take away what stands before it, such as the name of a service"

// expire is for a name whose figures do not come any more.
func (t *text) expire() {
	if t.now.begun == nil {
		return
	}
	name, rest := cutField(t.now.begun)
	t.now.begun = nil
	r := benchfmt.NewReader(io.MultiReader(strings.NewReader("Benchmark"), bytes.NewReader(rest[:min(len(rest), longResult)])), "")
	for r.Scan() {
		if bad, is := r.Result().(*benchfmt.SyntaxError); is {
			t.lost(t.now.begunAt, bad.Msg, mendOf(bad.Msg))
			return
		}
	}
	t.lost(t.now.begunAt, "a name without its result: "+string(name), mendPrints)
}

// displaced reports whether a line that does not begin with Benchmark has the
// numbers of one: something was printed before it, without a line end.
func displaced(line []byte) bool {
	if !bytes.Contains(line, []byte("ns/op")) {
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
