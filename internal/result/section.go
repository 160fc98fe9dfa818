package result

import (
	"bytes"
	"io"
)

// section is a part of a text. It can be read while others are.
type section struct {
	text     []byte // all of it
	from, to int    // its results are in text[from:to]
}

// sections cuts a text into at most so many sections of about one length, but none
// shorter than least bytes. A cut lies where the results of one scenario end and those of
// another begin. A text with lines that bufbench does not write is one section: such a
// line changes what the lines behind it mean.
func sections(text []byte, most, least int) []section {
	one := section{text: text, to: len(text)}
	if most = min(most, len(text)/max(least, 1)); most < 2 || !divisible(text) {
		return []section{one}
	}
	var found []section
	var last []byte // the scenario of the last result
	headed := false // the comment that heads a case was the last of its kind
	from, at := 0, 0
	for line := range bytes.Lines(text) {
		if !isOwn(line) {
			return []section{one}
		}
		if line[0] == '#' && !headed {
			_, headed = parseDesign(string(line))
		}
		if scenario, is := scenarioOf(line); is {
			if last != nil && headed && !bytes.Equal(scenario, last) && at-from >= len(text)/most {
				found = append(found, section{text: text, from: from, to: at})
				from = at
			}
			last = scenario
		}
		if line[0] == 'B' {
			headed = false
		}
		at += len(line)
	}
	return append(found, section{text: text, from: from, to: len(text)})
}

// divisible reports whether a part of a text may mean what it means in the whole. The text is
// bufbench's own, ends with a line end, and has neither zero bytes nor colours.
func divisible(text []byte) bool {
	return bytes.HasPrefix(text, []byte(ownHead)) && !bytes.HasPrefix(text, []byte(baselineHead)) &&
		text[len(text)-1] == '\n' && bytes.IndexByte(text, 0) < 0 && bytes.IndexByte(text, 0x1b) < 0
}

// scenarioOf is the first part of the name of a result, with the word Benchmark.
func scenarioOf(line []byte) (scenario []byte, is bool) {
	if !bytes.HasPrefix(line, []byte("Benchmark")) {
		return nil, false
	}
	scenario, _, is = bytes.Cut(line, []byte("/"))
	return scenario, is
}

// isOwn reports whether a line may be one that bufbench wrote.
func isOwn(line []byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	if bytes.HasPrefix(line, []byte("Benchmark")) {
		return isBenchmark(line) && !hasFailed(line)
	}
	key, _, is := setting(line)
	return len(line) == 0 || line[0] == '#' || is && len(key) < longWord || isUnit(line)
}

// reader reads the text with the results of the section only. An empty line stands for
// each other result, so that every line keeps its number.
func (s section) reader() io.Reader { return &sectionReader{section: s} }

type sectionReader struct {
	section
	at int
}

// Read implements [io.Reader].
func (r *sectionReader) Read(p []byte) (n int, err error) {
	for n < len(p) && r.at < len(r.text) {
		n += r.next(p[n:])
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// next copies some bytes: of the section, or of one line outside it.
func (r *sectionReader) next(p []byte) int {
	if r.at >= r.from && r.at < r.to {
		n := copy(p, r.text[r.at:r.to])
		r.at += n
		return n
	}
	line := r.text[r.at:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end+1]
	}
	if begins := r.at == 0 || r.text[r.at-1] == '\n'; begins && bytes.HasPrefix(line, []byte("Benchmark")) {
		r.at += len(line)
		return copy(p, lineEnd)
	}
	n := copy(p, line)
	r.at += n
	return n
}
