package result

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// byteOrderMark is U+FEFF in UTF-8. Some editors begin a text with it, and
// joining two such texts leaves one in the middle.
var byteOrderMark = []byte("\xef\xbb\xbf")

// decoded returns the text of in as UTF-8, and the name of its encoding. The name is
// empty if the text is UTF-8 already. Only a byte order mark tells: nothing is guessed.
func decoded(in io.Reader) (text *bufio.Reader, encoding string) {
	const buffer = 64 << 10
	text = bufio.NewReaderSize(in, buffer)
	mark, _ := text.Peek(2) // an error comes again with the first read
	switch {
	case bytes.Equal(mark, []byte{0xff, 0xfe}):
		encoding = "UTF-16 LE"
	case bytes.Equal(mark, []byte{0xfe, 0xff}):
		encoding = "UTF-16 BE"
	default:
		return text, ""
	}
	decoder := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(&codeUnits{in: text}, decoder), buffer), encoding
}

// UTF8 returns a text as UTF-8, as [Texts] reads it.
func UTF8(text []byte) ([]byte, error) {
	in, encoding := decoded(bytes.NewReader(text))
	if encoding == "" {
		return text, nil
	}
	return io.ReadAll(in)
}

// codeUnits reads a text of two-byte code units. It returns an error if the last one
// has only one byte.
type codeUnits struct {
	in  io.Reader
	odd bool
}

// Read implements [io.Reader].
func (u *codeUnits) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	u.odd = u.odd != (n&1 == 1)
	if errors.Is(err, io.EOF) && u.odd {
		err = errors.New("the file ends within a character: it was cut off")
	}
	return n, err
}

// dressing is what terminals and runners add to a line: colours anywhere, and
// the time that a log of GitHub Actions begins each line with.
var (
	colour = regexp.MustCompile(`\x1b\[[0-9;]*[mK]`)
	logged = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{7}Z `)
)

// undressed is a line without its line end, byte order mark, colours and the
// time of a runner's log. Logged reports whether there was such a time.
func undressed(line []byte) (plain []byte, timed bool) {
	line = bytes.TrimRight(line, "\r")
	line = bytes.TrimPrefix(line, byteOrderMark)
	if bytes.IndexByte(line, 0x1b) >= 0 {
		line = colour.ReplaceAll(line, nil)
	}
	if len(line) > 0 && line[0] >= '0' && line[0] <= '9' {
		if at := logged.FindIndex(line); at != nil {
			return line[at[1]:], true
		}
	}
	return line, false
}
