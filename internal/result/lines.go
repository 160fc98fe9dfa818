package result

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// longLine is the length from which on a line is not handed to benchfmt as it
	// is, whose reader gives up at 64 KiB.
	longLine = 32 << 10
	// longestLine is the length above which a line is a problem: nothing that a
	// benchmark prints is so long.
	longestLine = 16 << 20
	// mostShortened is what a line may have when its long fields are replaced, so
	// that benchfmt's reader takes it.
	mostShortened = 60 << 10
	// longField is the length from which on a field of a long line is replaced.
	longField = 1 << 10
)

// lines hands a text to benchfmt's reader line by line, which keeps its line
// numbers: fields that are too long for that reader are replaced by stand-ins,
// and what is no benchmark text at all is noticed on the way. It never hands over
// more than one line at a time, so that reader is never ahead.
type lines struct {
	in      *bufio.Reader
	watch   func(number int, line []byte)       // is shown every line
	problem func(number int, what, mend string) // is told of lines that are left out
	number  int
	whole   []byte // what was read of a line that did not fit the buffer
	ready   []byte // what is to be handed over next
	unended []byte // the last line, where it has no line end; at most its beginning
	err     error

	fields   map[string]string // by stand-in, of the last long line that is a result
	settings map[string]string // by stand-in, of configuration
}

func newLines(in io.Reader, watch func(int, []byte), problem func(int, string, string)) *lines {
	return &lines{in: bufio.NewReaderSize(in, 64<<10), watch: watch, problem: problem}
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
	part, err := l.in.ReadSlice('\n')
	if l.number == 0 {
		part = bytes.TrimPrefix(part, byteOrderMark)
	}
	if err == nil && len(part) <= longLine { // the ordinary line
		l.number++
		l.watch(l.number, part[:len(part)-1])
		l.ready = part
		return
	}
	length := l.rest(part, err)
	if length == 0 || l.err != nil && !errors.Is(l.err, io.EOF) { // what a failed read leaves is no line
		return
	}
	l.number++
	line := bytes.TrimSuffix(l.whole, []byte("\n"))
	if l.err != nil {
		l.unended = bytes.Clone(bytes.TrimSuffix(line[:min(len(line), longField)], []byte("\r")))
	}
	if length > longestLine {
		line = line[:longField]
		l.problem(l.number, fmt.Sprintf("a line of %d MiB: nothing that a benchmark prints is so long", length>>20), "delete the line")
	}
	l.watch(l.number, line)
	if len(line) > longLine {
		line = l.shortened(bytes.TrimSuffix(line, []byte("\r")))
	}
	if length > longestLine {
		line = nil
	}
	l.ready = append(line, '\n')
}

// byteOrderMark is what some editors begin a text with.
var byteOrderMark = []byte("\xef\xbb\xbf")

// rest collects a line that did not come in one piece, and returns its length.
// Of a line that is too long only the beginning is kept.
func (l *lines) rest(part []byte, err error) (length int) {
	l.whole = l.whole[:0]
	for {
		if length += len(part); length <= longestLine {
			l.whole = append(l.whole, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			l.err = err
			return length
		}
		part, err = l.in.ReadSlice('\n')
	}
}

// shortened is a line with its long fields replaced. It is empty for one that
// benchfmt would pass over, and for one that is a problem.
func (l *lines) shortened(line []byte) []byte {
	if bytes.HasPrefix(line, []byte("Benchmark")) {
		return l.shortFields(line)
	}
	if bytes.HasPrefix(line, []byte("Unit")) && len(bytes.Fields(line[:longField])[0]) == len("Unit") {
		l.problem(l.number, fmt.Sprintf("a Unit line of %d KiB", len(line)>>10), "give the unit a short name")
		return nil
	}
	key, value, ok := setting(line)
	switch {
	case !ok:
		return nil
	case len(key) >= longField:
		l.problem(l.number, fmt.Sprintf("a configuration key of %d KiB", len(key)>>10), "delete the line")
		return nil
	case len(value) < longField: // what was long is the space before it
		return fmt.Appendf(nil, "%s: %s", key, value)
	}
	if l.settings == nil {
		l.settings = map[string]string{}
	}
	return fmt.Appendf(nil, "%s: %s", key, l.standIn(l.settings, value))
}

// setting is what benchfmt makes of a configuration line: a key begins with a
// lower case letter and has neither spaces nor upper case letters, and spaces
// or tabs stand before a value.
func setting(line []byte) (key, value []byte, ok bool) {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		switch {
		case i == 0 && !unicode.IsLower(r), unicode.IsSpace(r), unicode.IsUpper(r):
			return nil, nil, false
		case i > 0 && r == ':':
			value = bytes.TrimLeft(line[i+1:], " \t")
			return line[:i], value, len(value) < len(line)-i-1 || len(value) == 0
		}
		i += n
	}
	return nil, nil, false
}

// shortFields is a result with its long fields replaced.
func (l *lines) shortFields(line []byte) []byte {
	l.fields = map[string]string{}
	fields := bytes.Fields(line)
	if len(fields) == 1 { // a name alone, which is no result, or one whose rest is missing
		return append([]byte("Benchmark"), line[len(fields[0]):min(len(line), len(fields[0])+1)]...)
	}
	for i, f := range fields {
		switch {
		case len(f) < longField:
		case i == 0:
			fields[i] = append([]byte("Benchmark"), l.standIn(l.fields, f[len("Benchmark"):])...)
		default:
			fields[i] = l.standIn(l.fields, f)
		}
	}
	short := bytes.Join(fields, []byte(" "))
	if len(short) > mostShortened {
		l.problem(l.number, fmt.Sprintf("a line of %d fields: nothing that a benchmark prints has so many", len(fields)), "delete the line")
		return nil
	}
	return short
}

// standIn is a short word that stands for a long one.
func (l *lines) standIn(in map[string]string, long []byte) []byte {
	word := standInMark + strconv.Itoa(l.number) + "." + strconv.Itoa(len(in))
	in[word] = string(long)
	return []byte(word)
}

// standInMark begins a stand-in. No text has it: it is not valid UTF-8.
const standInMark = "\xff\xfestands-for-"

// isStandIn tells stand-ins from other words without a look at the map.
func isStandIn(word []byte) bool { return strings.HasPrefix(string(word), standInMark) }
