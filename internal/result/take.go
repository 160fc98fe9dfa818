package result

import (
	"bytes"
)

// split makes the lines of the text of one line of the file: itself, or what an
// event of go test -json ends.
func (t *text) split(line []byte) []piece {
	if t.events == nil && t.count > 0 {
		return t.whole(line)
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
	return t.whole(line)
}

// whole is a line that is a piece by itself. It is taken before the next one is made.
func (o *output) whole(line []byte) []piece {
	o.only[0] = piece{line: line}
	return o.only[:]
}

// rest is what events leave at the end of the file.
func (t *text) rest() []piece {
	if t.events == nil {
		return nil
	}
	return t.events.end()
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
	if bytes.IndexByte(line, 0) >= 0 {
		t.zeroByte()
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
	if key, value, is := setting(line); is && len(key) < longWord {
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

// zeroByte takes note of a line with a zero byte. After many of them and not one result,
// reading ends: the text may be a device that has no end.
func (t *text) zeroByte() {
	const many = 1000
	if t.binary == 0 {
		t.binary = t.lines.number
	}
	if t.zeros++; t.zeros >= many && t.count == 0 {
		t.lines.stop()
	}
}
