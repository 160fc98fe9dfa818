package result

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Setting is a configuration line. Its value is empty where a text has several.
type Setting struct{ Key, Value string }

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
