package result

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	// longLine is the length from which on a line is not handed to benchfmt as it
	// is, whose reader gives up at 64 KiB.
	longLine = 32 << 10
	// longestLine is the length above which a line is passed over: nothing that
	// a benchmark prints is so long.
	longestLine = 16 << 20
	// longField is the length from which on a field of a long line is replaced.
	longField = 1 << 10
)

// lines hands a text to benchfmt's reader line by line, which keeps its line
// numbers: fields that are too long for that reader are replaced by stand-ins,
// and what is no benchmark text at all is noticed on the way.
type lines struct {
	in      *bufio.Reader
	watch   func(number int, line []byte) // is shown every line
	number  int
	whole   []byte // what was read of a line that did not fit the buffer
	ready   []byte // what is to be handed over next
	unended bool   // the last line has no line end
	last    []byte // the last line, where it has none
	long    map[string]string
	err     error
}

func newLines(in io.Reader, watch func(int, []byte)) *lines {
	return &lines{in: bufio.NewReaderSize(in, 64<<10), watch: watch}
}

// Read implements io.Reader.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.ready) == 0 {
		if l.err != nil {
			return 0, l.err
		}
		l.next()
	}
	n := copy(p, l.ready)
	l.ready = l.ready[n:]
	return n, nil
}

// next makes one line ready.
func (l *lines) next() {
	l.whole = l.whole[:0]
	length := 0
	for {
		part, err := l.in.ReadSlice('\n')
		length += len(part)
		if err == nil && len(l.whole) == 0 && len(part) <= longLine { // the ordinary line
			l.number++
			l.watch(l.number, part[:len(part)-1])
			l.ready = part
			return
		}
		if length <= longestLine {
			l.whole = append(l.whole, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		l.err = err
		break
	}
	if length == 0 {
		return
	}
	l.number++
	line, ended := bytes.CutSuffix(l.whole, []byte("\n"))
	if !ended && errors.Is(l.err, io.EOF) {
		l.unended, l.last = true, bytes.Clone(line[:min(len(line), longLine)])
	}
	if length > longestLine {
		line = line[:min(len(line), longField)]
		l.watch(l.number, line)
		l.ready = []byte("\n")
		return
	}
	l.watch(l.number, line)
	l.ready = append(l.shortened(line), '\n')
}

// shortened is a line with its long fields replaced. What is no line of
// benchmark text is left out.
func (l *lines) shortened(line []byte) []byte {
	if len(line) <= longLine {
		return line
	}
	if key, value, ok := bytes.Cut(line, []byte(":")); ok && len(key) < longField && !bytes.ContainsAny(key, " \t") && !bytes.HasPrefix(line, []byte("Benchmark")) {
		return fmt.Appendf(nil, "%s: %s", key, l.standIn(bytes.TrimSpace(value)))
	}
	if !bytes.HasPrefix(line, []byte("Benchmark")) {
		return nil
	}
	fields := bytes.Fields(line)
	for i, f := range fields {
		if len(f) < longField {
			continue
		}
		if i == 0 {
			fields[i] = append([]byte("Benchmark"), l.standIn(f[len("Benchmark"):])...)
			continue
		}
		fields[i] = l.standIn(f)
	}
	return bytes.Join(fields, []byte(" "))
}

// standIn is a short word that stands for a long one.
func (l *lines) standIn(long []byte) []byte {
	if l.long == nil {
		l.long = map[string]string{}
	}
	word := standInMark + strconv.Itoa(l.number) + "." + strconv.Itoa(len(l.long))
	l.long[word] = string(long)
	return []byte(word)
}

// standInMark begins a stand-in. No text has it: it is not valid UTF-8.
const standInMark = "\xff\xfestands-for-"

// original is what a word stands for.
func (l *lines) original(word string) string {
	if long, is := l.long[word]; is {
		return long
	}
	return word
}

// isStandIn tells stand-ins from other words without a look at the map.
func isStandIn(word []byte) bool { return strings.HasPrefix(string(word), standInMark) }
