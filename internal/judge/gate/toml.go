package gate

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// decode reads toml strictly. A byte order mark is no part of the text.
func decode(text []byte, file string, into any) error {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return fmt.Errorf("%s: it is UTF-16, and TOML is UTF-8 (save it as UTF-8)", file)
	}
	// The decoder compares each key of a table with all before it, and copies the whole
	// text per unknown key. So unknown keys are found first, in one pass.
	if at, key := unknownKey(text, into); key != "" {
		return noKey(file, 1+bytes.Count(text[:at], []byte("\n")), key)
	}
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return mistake(d.Decode(into), file)
}

// mistake is an error of the decoder in words of ours.
func mistake(err error, file string) error {
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		first := unknown.Errors[0]
		line, _ := first.Position()
		return noKey(file, line, strings.Join(first.Key(), "."))
	case errors.As(err, &wrong):
		line, column := wrong.Position()
		return fmt.Errorf("%s:%d:%d: %s", file, line, column, wrongly(wrong))
	}
	return fmt.Errorf("%s: %w", file, err)
}

func noKey(file string, line int, key string) error {
	return fmt.Errorf("%s:%d: there is no key %q (the help of bufbench check names the keys)", file, line, key)
}

// wanted is how a value of a type of ours is written.
var wanted = map[string]string{
	"string":         "text in quotes, such as \"5%\"",
	"[]string":       "a list of texts, such as [\"mgas/s better=higher\"]",
	"int":            "a whole number",
	"float64":        "a number",
	"toml.LocalDate": "a date, such as 2030-12-31",
	"gate.Policy":    "a table, [gate]",
	"[]gate.Claim":   "tables, [[claim]]",
	"[]gate.Ack":     "tables, [[ack]]",
}

// wrongly is the text of a decoding error without Go's types.
func wrongly(err *toml.DecodeError) string {
	text := strings.TrimPrefix(err.Error(), "toml: ")
	given, is := strings.CutPrefix(text, "cannot decode TOML ")
	if !is {
		return text
	}
	given, _, _ = strings.Cut(given, " into ")
	key := strings.Join(err.Key(), ".")
	want := wanted[text[strings.LastIndexByte(text, ' ')+1:]]
	if want == "" {
		return fmt.Sprintf("%s is of type %s, which it cannot be (the help of bufbench check shows how it is written)", key, given)
	}
	return fmt.Sprintf("%s is of type %s (write %s)", key, given, want)
}
