package result

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/perf/benchfmt"
)

// Read returns the lines of scenarios in a text, in order, and the configuration of the
// first of them. The error names the lines that cannot be read, and the benchmarks of
// no scenario. The good lines are returned beside it. A text without any line is no
// error.
func Read(in io.Reader, name string) (lines []Line, config [][2]string, err error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	texts := Texts{Inputs: []Input{{Label: name, Path: name, Text: text}}}
	var bad []error
	for r := range texts.Records() {
		l, err := lineOf(r)
		if err != nil {
			file, at := r.Pos()
			bad = append(bad, fmt.Errorf("%s:%d: %w", file, at, err))
			continue
		}
		if lines = append(lines, l); len(lines) == 1 {
			config = configOf(r)
		}
	}
	problems, more := texts.Problems()
	for _, p := range problems {
		if p.Line > 0 {
			bad = append(bad, p)
		}
	}
	if more > 0 {
		bad = append(bad, fmt.Errorf("%s: %d more problems", name, more))
	}
	return lines, config, errors.Join(bad...)
}

// lineOf returns a record as the line of a scenario, in the units of its text.
func lineOf(r Record) (Line, error) {
	l, err := parseName(string(r.Name))
	if err != nil {
		return Line{}, err
	}
	l.Lives, l.Design = r.Iters, r.Design
	for _, v := range r.Values {
		l.Values = append(l.Values, original(v))
	}
	return l, nil
}

// configOf returns the configuration lines of a record.
func configOf(r Record) (config [][2]string) {
	for _, c := range r.Config {
		if c.File {
			config = append(config, [2]string{c.Key, string(c.Value)})
		}
	}
	return config
}

// original undoes the reader's tidying, so that units are those of the text.
func original(v benchfmt.Value) Value {
	if v.OrigUnit != "" {
		return Value{v.OrigUnit, v.OrigValue}
	}
	return Value{v.Unit, v.Value}
}
