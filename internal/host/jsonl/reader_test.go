package jsonl_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/jsonl"
)

// endless is a text without an end.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[e.at%len(e.text)]
		e.at++
	}
	return len(p), nil
}

func TestNext(t *testing.T) {
	limits := jsonl.Limits{Line: 64 << 10, Values: 1000, Total: 1 << 20}
	for _, test := range []struct {
		name string
		in   io.Reader
		want int    // values read
		err  string // empty is the end
	}{
		{"three", strings.NewReader("{\"A\":1}\n{\"A\":2}\n{\"A\":3}\n"), 3, ""},
		{"no last line end", strings.NewReader("{\"A\":1}\n{\"A\":2}"), 2, ""},
		{"blank lines", strings.NewReader("\n{\"A\":1}\n\n \n{\"A\":2}\n\n"), 2, ""},
		{"nothing", strings.NewReader(""), 0, ""},
		{"no JSON", strings.NewReader("{\"A\":1}\nhello\n"), 1, "line 2: invalid character 'h'"},
		{"half a value", strings.NewReader("{\"A\":1}\n{\"A\":"), 1, "line 2: unexpected EOF"},
		{"two values in a line", strings.NewReader("{\"A\":1}{\"A\":2}\n"), 0, "line 1: invalid character '{'"},
		{"nested", strings.NewReader(strings.Repeat("[", 900)), 0, "line 1: unexpected EOF"},
		{"an endless line", &endless{text: "a"}, 0, "line 1 has more than 64 KiB"},
		{"endless zero bytes", &endless{text: "\x00"}, 0, "line 1 has more than 64 KiB"},
		{"an endless array", &endless{text: "[],"}, 0, "line 1 has more than 64 KiB"},
		{"many values", strings.NewReader("[" + strings.Repeat("0,", 1000) + "0]\n"), 0, "line 1 has 1002 values, and the limit is 1000"},
		{"endless lines", &endless{text: "{\"A\":1}\n"}, 1 << 17, "there are more than 1 MiB of lines"},
		{"endless blank lines", &endless{text: "\n"}, 0, "there are more than 1 MiB of lines"},
	} {
		r, got := jsonl.NewReader(test.in, limits), 0
		var err error
		for err == nil {
			var v struct{ A int }
			if err = r.Next(&v); err == nil {
				got++
			}
		}
		if end := errors.Is(err, io.EOF); end != (test.err == "") || !strings.Contains(err.Error(), test.err) || got != test.want {
			t.Errorf("%s: %d values and %v, want %d and %q", test.name, got, err, test.want, test.err)
		}
	}
}

// TestPlain: an error names the key and its value, and no type of Go.
func TestPlain(t *testing.T) {
	for line, want := range map[string]string{
		`{"Count":"x"}`:            `line 1: the value of "Count" cannot be a string`,
		`{"Count":1e400}`:          `line 1: the value of "Count" cannot be the number 1e400`,
		`{"Inner":{"Names":true}}`: `line 1: the value of "Names" cannot be a bool`,
		`{"Inner":[]}`:             `line 1: the value of "Inner" cannot be an array`,
		`[]`:                       `line 1: the value cannot be an array`,
	} {
		var v struct {
			Count int
			Inner struct{ Names []string }
		}
		err := jsonl.NewReader(strings.NewReader(line+"\n"), jsonl.Limits{Line: 100, Values: 20}).Next(&v)
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// TestNested: what is nested deeper than anybody writes is an error, and takes no
// stack for each level.
func TestNested(t *testing.T) {
	var v any
	line := strings.Repeat("[", 1<<20) + strings.Repeat("]", 1<<20) + "\n"
	err := jsonl.NewReader(strings.NewReader(line), jsonl.Limits{Line: 16 << 20, Values: 2 << 20}).Next(&v)
	if err == nil || !strings.Contains(err.Error(), "exceeded max depth") {
		t.Errorf("a million arrays in each other: %v, want that they are too deep", err)
	}
}

func FuzzNext(f *testing.F) {
	for _, seed := range []string{"{\"A\":1}\n", "[[[]]]\n\n\n1", "\"\\u0000\"\n{", strings.Repeat("[", 100)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		limits := jsonl.Limits{Line: 100, Values: 20, Total: 1000}
		var read []string
		r := jsonl.NewReader(strings.NewReader(string(text)), limits)
		for {
			var v any
			if err := r.Next(&v); err != nil {
				break
			}
			read = append(read, "x")
		}
		if lines := strings.Count(string(text), "\n") + 1; len(read) > lines || len(slices.Concat(text)) == 0 && len(read) > 0 {
			t.Errorf("%d values of %d lines", len(read), lines)
		}
	})
}
