package result

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

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
	return LinesOf(text, name)
}

// LinesOf is [Read] of a text that was read already. Long texts of bufbench are read by
// several processors.
func LinesOf(text []byte, name string) (lines []Line, config [][2]string, err error) {
	const least = 1 << 20 // bytes: below this a second processor saves nothing
	return linesOf(sections(text, runtime.GOMAXPROCS(0), least), name)
}

// linesOf reads the sections of a text. A text with a problem is read again as one: who
// reads it all names the first problems, and counts the others.
func linesOf(all []section, name string) (lines []Line, config [][2]string, err error) {
	read := make([]reading, len(all))
	var wait sync.WaitGroup
	for i, s := range all {
		wait.Go(func() { read[i] = s.read(name) })
	}
	wait.Wait()
	if len(read) == 1 {
		return read[0].lines, read[0].config, errors.Join(read[0].bad...)
	}
	n := 0
	for _, r := range read {
		if n += len(r.lines); len(r.bad) > 0 {
			return linesOf([]section{{text: all[0].text, to: len(all[0].text)}}, name)
		}
	}
	lines = make([]Line, 0, n)
	for i, r := range read {
		if len(lines) == 0 {
			config = r.config
		}
		lines = append(lines, r.lines...)
		read[i].lines = nil
	}
	return lines, config, nil
}

// reading is what was read of a section.
type reading struct {
	lines  []Line
	config [][2]string // of the first line
	bad    []error     // the lines that cannot be read
}

// read reads the results of a section.
func (s section) read(name string) (r reading) {
	const usual = 128 // bytes of a line, at least: others need not have room beforehand
	own := s.text[s.from:s.to]
	r.lines = make([]Line, 0, min(1+bytes.Count(own, []byte("\nBenchmark")), len(own)/usual))
	texts := Texts{Inputs: []Input{{Label: name, Path: name, section: &s}}}
	var making lineMaker
	for record := range texts.Records() {
		l, err := making.line(record)
		if err != nil {
			file, at := record.Pos()
			r.bad = append(r.bad, fmt.Errorf("%s:%d: %w", file, at, err))
			continue
		}
		if r.lines = append(r.lines, l); len(r.lines) == 1 {
			r.config = configOf(record)
		}
	}
	problems, more := texts.Problems()
	for _, p := range problems {
		if p.Line > 0 {
			r.bad = append(r.bad, p)
		}
	}
	if more > 0 {
		r.bad = append(r.bad, fmt.Errorf("%s: %d more problems", name, more))
	}
	return r
}

// lineMaker makes lines of records. Most records have the name of the one before.
type lineMaker struct {
	name string
	last Line // of that name, without figures
	err  error
	room []Value // for the figures of further lines
}

// line returns a record as the line of a scenario, in the units of its text.
func (m *lineMaker) line(r Record) (Line, error) {
	if m.name == "" || string(r.Name) != m.name {
		m.name = string(r.Name)
		m.last, m.err = parseName(m.name)
		m.last.Case.Axes = slices.Clip(m.last.Case.Axes) // all lines share them
	}
	if m.err != nil {
		return Line{}, m.err
	}
	l := m.last
	l.Ops, l.Design = r.Iters, r.Design
	l.Values = m.values(len(r.Values))
	for i, v := range r.Values {
		l.Values[i] = original(v)
		if err := l.timeless(l.Values[i]); err != nil {
			return Line{}, err
		}
	}
	return l, nil
}

// timeless is an error if a value is a time of no length by the clock that counts for the
// case. An operation takes time, and what is compared is a ratio of times.
func (l Line) timeless(v Value) error {
	if v.X <= 0 && (v.Unit == "ns/op" || v.Unit == l.Design.Clock) {
		return fmt.Errorf("%v %s: an operation of a scenario takes time (delete the lines of that case, or measure again)", v.X, v.Unit)
	}
	return nil
}

// values are so many values, of which many lines have a piece of the same memory.
func (m *lineMaker) values(n int) []Value {
	const many = 4096
	if len(m.room) < n {
		m.room = make([]Value, max(n, many))
	}
	of := m.room[:n:n]
	m.room = m.room[n:]
	return of
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
