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
	if most = min(most, len(text)/max(least, 1)); most < 2 || !bytes.HasPrefix(text, []byte(ownHead)) {
		return []section{one}
	}
	var found []section
	var last []byte // the scenario of the last result
	from, at := 0, 0
	for line := range bytes.Lines(text) {
		if !isOwn(line) {
			return []section{one}
		}
		if scenario, is := scenarioOf(line); is {
			if last != nil && !bytes.Equal(scenario, last) && at-from >= len(text)/most {
				found = append(found, section{text: text, from: from, to: at})
				from = at
			}
			last = scenario
		}
		at += len(line)
	}
	return append(found, section{text: text, from: from, to: len(text)})
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
	if line[0] == '#' || bytes.HasPrefix(line, []byte("Benchmark")) {
		return true
	}
	line = bytes.TrimRight(line, "\r\n")
	_, _, is := setting(line)
	return is || len(line) == 0 || isUnit(line)
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
	if bytes.HasPrefix(line, []byte("Benchmark")) {
		r.at += len(line)
		return copy(p, lineEnd)
	}
	n := copy(p, line)
	r.at += n
	return n
}
