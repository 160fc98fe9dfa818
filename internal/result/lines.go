package result

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

const (
	// longResult is the length above which a result or a Unit line is a problem:
	// benchfmt's reader gives up at 64 KiB.
	longResult = 60 << 10
	// longestLine is the length above which any line is a problem: nothing that a
	// benchmark prints is so long.
	longestLine = 16 << 20
	// endlessLine is the length at which reading stops: /dev/zero, for one, has no
	// line end at all.
	endlessLine = 256 << 20
	// longWord is how much of a line is looked at for a name or a key.
	longWord = 1 << 10
)

// piece is a line of the text that events make together.
type piece struct {
	from string // the package that printed it
	line []byte
	open bool // the text ends here, without a line end
}

// lines hands a text to benchfmt's reader line by line. It never hands over more
// than one line at a time, so the reader is never ahead.
type lines struct {
	in      *bufio.Reader
	split   func(line []byte) []piece           // makes the lines of the text of a line of the file
	ended   func() []piece                      // is asked for what is left at the end of the file
	take    func(p piece) []byte                // is shown every line, and returns what benchfmt is to see of it
	problem func(number int, what, mend string) // is told of lines that are left out
	number  int                                 // of the last line of the file
	pieces  []piece                             // what is to be taken next
	whole   []byte                              // what was read of a line that did not fit the buffer
	ready   []byte                              // what is to be handed over next
	unended []byte                              // the last line, where it has no line end; at most its beginning
	err     error
}

// Read implements io.Reader.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.ready) == 0 {
		switch {
		case len(l.pieces) > 0:
			one := l.pieces[0]
			l.pieces = l.pieces[1:]
			l.hand(one)
		case l.err == nil:
			l.next()
		case l.ended != nil:
			l.pieces, l.ended = l.ended(), nil
		default:
			return 0, l.err
		}
	}
	n := copy(p, l.ready)
	l.ready = l.ready[n:]
	return n, nil
}

// stop ends reading as the end of the file does.
func (l *lines) stop() { l.pieces, l.err = nil, io.EOF }

// next reads one line of the file.
func (l *lines) next() {
	part, err := l.in.ReadSlice('\n')
	if err == nil { // the ordinary line
		l.number++
		l.pieces = l.split(part[:len(part)-1])
		return
	}
	length := l.rest(part, err)
	if length == 0 || l.err != nil && !errors.Is(l.err, io.EOF) { // what a failed read leaves is no line
		return
	}
	l.number++
	if length > longestLine {
		l.tooLong(length)
		return
	}
	line := bytes.TrimSuffix(l.whole, []byte("\n"))
	l.pieces = l.split(line)
	if n := len(l.pieces); l.err != nil && n > 0 && len(l.whole) == len(line) {
		l.pieces[n-1].open = true
	}
}

func (l *lines) tooLong(length int) {
	l.problem(l.number, fmt.Sprintf("a line of %d MiB: nothing that a benchmark prints is so long", length>>20), "delete the line")
}

// hand makes a line ready.
func (l *lines) hand(p piece) {
	if len(p.line) > longestLine {
		l.tooLong(len(p.line))
		return
	}
	l.unended = nil
	if p.open {
		l.unended = bytes.Clone(bytes.TrimSuffix(p.line[:min(len(p.line), longWord)], []byte("\r")))
	}
	line := l.take(p)
	if len(line) > longResult {
		l.problem(l.number, fmt.Sprintf("a result or a Unit line of %d KiB, of which %d can be read", len(line)>>10, longResult>>10), "give shorter names, or delete the line")
		line = nil
	}
	if line == nil {
		l.ready = lineEnd
		return
	}
	l.ready = append(line, '\n')
}

// lineEnd takes the place of a line that benchfmt is not to see.
var lineEnd = []byte("\n")

// rest collects a line that did not come in one piece, and returns its length.
// Of a line that is too long only the beginning is kept.
func (l *lines) rest(part []byte, err error) (length int) {
	l.whole = l.whole[:0]
	for {
		if length += len(part); length <= longestLine {
			l.whole = append(l.whole, part...)
		}
		if length > endlessLine {
			err = errEndless
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			l.err = err
			return length
		}
		part, err = l.in.ReadSlice('\n')
	}
}

// errEndless is the error of a line that may go on for ever.
var errEndless = fmt.Errorf("a line of more than %d MiB, which may never end", endlessLine>>20)
