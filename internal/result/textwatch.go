package result

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// split makes the lines of the text of one line of the file: itself, or what an
// event of go test -json ends.
func (t *text) split(line []byte) []piece {
	if t.events == nil && t.count > 0 {
		return []piece{{line: line}}
	}
	plain, _ := undressed(line)
	if e, is := parseEvent(plain); is {
		if t.events == nil {
			t.events = &events{}
		}
		return t.events.add(e)
	}
	if t.events != nil && len(plain) > 0 && plain[0] == '{' {
		t.lost(t.lines.number, "an event of go test -json that cannot be read", "get the whole file, or delete the line")
		return nil
	}
	return []piece{{line: line}}
}

// rest is what events leave at the end of the file.
func (t *text) rest() []piece {
	if t.events == nil {
		return nil
	}
	return t.events.end()
}

// enter is for a line that a package printed.
func (t *text) enter(from string) {
	s := t.streams[from]
	if s == nil {
		s = &stream{}
		t.streams[from] = s
	}
	if s == t.now {
		return
	}
	if t.current != nil {
		t.now.config.leave(t.current)
	}
	s.config.enter()
	t.now = s
}

// take is shown every line of the text, and returns what benchfmt is to see of
// it: results and Unit lines.
func (t *text) take(p piece) []byte {
	line, timed := undressed(p.line)
	t.passed.timed = t.passed.timed || timed
	t.enter(p.from)
	t.trust.begin(line)
	inHead := t.now.config.head
	t.now.config.head = false
	if len(line) == 0 {
		return nil
	}
	t.pace.watch(t.lines.number, line)
	if t.binary == 0 && bytes.IndexByte(line, 0) >= 0 {
		t.binary = t.lines.number
	}
	switch {
	case hasFailed(line):
		t.fail(line)
		return nil
	case isBenchmark(line):
		return t.benchmark(line)
	case line[0] == '#':
		t.comment(t.lines.number, string(line))
		return nil
	case isUnit(line):
		return line
	}
	if joined := t.join(line); joined != nil {
		return joined
	}
	if key, value, is := setting(line); is && len(key) < longField {
		t.set(string(key), string(value), inHead)
		return nil
	}
	t.foreign()
	if ends(line) {
		t.expire()
	}
	return t.stray(line)
}

// isBenchmark reports whether a line begins with the name of a benchmark. Go's
// have no lower case letter behind the word; a line that is a result may.
func isBenchmark(line []byte) bool {
	rest, is := bytes.CutPrefix(line, []byte("Benchmark"))
	return is && (len(rest) == 0 || rest[0] < 'a' || rest[0] > 'z' || isResult(line))
}

// ends reports whether a line is go test's, behind the benchmarks of a package.
func ends(line []byte) bool {
	return string(bytes.TrimSpace(line)) == "PASS" || bytes.HasPrefix(line, []byte("ok  \t"))
}

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

// join puts the figures at the end of a line behind the name that waits for
// them; it is nil where there are none, or no name waits.
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

// stray is for a line that is nothing of a benchmark text. One that ends in a
// result with its name is that result, where the text has heads that begin their
// lines: else something stands before every line, and heads are not read either.
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

// mendStray is what to do about a result that something stands before.
const mendStray = "a line begins with Benchmark; take away what stands before it, such as the name of a service"

// expire is for a name whose figures do not come any more.
func (t *text) expire() {
	if t.now.begun == nil {
		return
	}
	name, rest := cutField(t.now.begun)
	t.now.begun = nil
	r := benchfmt.NewReader(io.MultiReader(strings.NewReader("Benchmark"), bytes.NewReader(rest[:min(len(rest), longLine)])), "")
	for r.Scan() {
		if bad, is := r.Result().(*benchfmt.SyntaxError); is {
			t.lost(t.now.begunAt, bad.Msg, mendOf(bad.Msg))
			return
		}
	}
	t.lost(t.now.begunAt, "a name without its result: "+string(name), mendPrints)
}

// fail is for a line that says that benchmarks did not come to their end.
func (t *text) fail(line []byte) {
	t.foreign()
	t.now.begun = nil
	if !t.failed {
		t.failed = true
		t.problem(t.lines.number, "the benchmarks failed: "+string(bytes.TrimSpace(line)), "mend them and measure again: what stands here is not all")
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

// set is for a configuration line. Of a text of bufbench all count; of others
// those of test binaries, and what a person asks for.
func (t *text) set(key, value string, inHead bool) {
	c := &t.now.config
	if t.trust.own {
		if byTestBinary(key) {
			value = identity(value)
		}
		if !c.set(key, value) {
			t.foreign()
		}
		return
	}
	if t.now.begun == nil {
		switch {
		case byTestBinary(key):
			if c.measuredBy(key, value, inHead) {
				return
			}
		case key == "toolchain" || t.asked[key]:
			c.set(key, value)
			return
		case t.count == 0 && t.passed.says(key, value):
			return
		}
	}
	t.passed.over(key, t.lines.number)
}

// comment takes from a comment of bufbench what judging needs.
func (t *text) comment(number int, line string) {
	if t.trust.own {
		t.trust.comment(&t.place, line)
		if d, ok := parseDesign(line); ok {
			h := head{line: number, design: d}
			if isPaired(line) {
				t.pairings++
				h.paired = t.index<<32 + t.pairings
			}
			t.heads = append(t.heads, h)
		}
		return
	}
	if t.passed.comment == 0 && ofBufbench(line) {
		t.passed.comment = number
	}
}

// foreign is for a line that bufbench does not write: nothing that the text says
// of itself counts any more, since a program that was measured may have said it.
func (t *text) foreign() {
	if !t.trust.own {
		return
	}
	t.trust = trust{begun: true, lostAt: t.lines.number}
	t.place = Place{Label: t.place.Label, OS: t.place.OS, Arch: t.place.Arch, CPU: t.place.CPU}
	t.heads, t.at = nil, head{}
	for _, s := range t.streams {
		for _, key := range append([]string(nil), s.config.keys...) {
			if !byTestBinary(key) && key != "toolchain" && !t.asked[key] {
				s.config.set(key, "")
				t.passed.over(key, t.lines.number)
			}
		}
	}
}
