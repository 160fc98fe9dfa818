package result

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/perf/benchfmt"
)

// Read returns the lines of a results file in order. What is not a line of a
// scenario is an error with its place; the lines that could be read are
// returned beside it.
func Read(in io.Reader, name string) ([]Line, [][2]string, error) {
	var lines []Line
	var config [][2]string
	var bad error
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	design := designs(text)
	r := benchfmt.NewReader(bytes.NewReader(text), name)
	for r.Scan() {
		switch rec := r.Result().(type) {
		case *benchfmt.SyntaxError:
			bad = errors.Join(bad, rec)
		case *benchfmt.Result:
			l, err := parseName(string(rec.Name))
			file, at := rec.Pos()
			if err != nil {
				bad = errors.Join(bad, fmt.Errorf("%s:%d: %w", file, at, err))
				continue
			}
			l.Lives, l.Design = rec.Iters, design[at]
			for _, v := range rec.Values {
				l.Values = append(l.Values, original(v))
			}
			lines = append(lines, l)
			if config == nil {
				for _, c := range rec.Config {
					config = append(config, [2]string{c.Key, string(c.Value)})
				}
			}
		}
	}
	if err := r.Err(); err != nil {
		bad = errors.Join(bad, fmt.Errorf("read %s: %w", name, err))
	}
	return lines, config, bad
}

// original undoes the reader's tidying, so that units are those of the text.
func original(v benchfmt.Value) Value {
	if v.OrigUnit != "" {
		return Value{v.OrigUnit, v.OrigValue}
	}
	return Value{v.Unit, v.Value}
}
