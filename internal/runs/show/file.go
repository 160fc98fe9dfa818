package show

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// File is a results file.
type File struct {
	path     string
	head     head
	held     []string // all scenarios in it
	lines    []result.Line
	further  map[string]bool // cases that it marks as beyond the grid
	problems []report.Failure
}

// Stdin is the path of standard input, which can be read once.
const Stdin = "-"

// collect has the collector run when the heap is five times as large as what is kept, and
// not twice: most of what is read is kept. It returns how to undo that.
func collect() (undo func()) {
	const growth = 400 // per cent
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	usual := debug.SetGCPercent(growth)
	return func() { debug.SetGCPercent(usual) }
}

// read reads the files. Of scenarios that nobody asked for, it reads the names only.
func (s Spec) read() ([]*File, error) {
	if at := slices.Index(s.Paths, Stdin); at >= 0 && slices.Contains(s.Paths[at+1:], Stdin) {
		return nil, option.Errorf("", "standard input can be read once: give - once")
	}
	var files []*File
	for _, path := range s.Paths {
		f, err := s.file(path)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func (s Spec) file(path string) (f *File, err error) {
	var text []byte
	f = &File{path: path, further: map[string]bool{}}
	if path == Stdin {
		f.path = "standard input"
		text, err = result.ReadText(s.Stdin, f.path)
	} else {
		text, err = result.ReadFile(path)
	}
	if err != nil && len(text) == 0 {
		return nil, err
	}
	f.head = headOf(text)
	if f.head.threshold {
		return nil, &Threshold{Path: f.path, Text: text, Cut: err}
	}
	if err != nil {
		f.problem("it is cut: %v", err)
	}
	return f, f.take(text, s.Names)
}

// take reads the lines of the scenarios that are asked for.
func (f *File) take(text []byte, names []string) error {
	f.held, f.further = scan(text)
	if len(f.held) == 0 {
		if bytes.Contains(text, []byte("\nBenchmark")) || bytes.HasPrefix(text, []byte("Benchmark")) {
			return foreign(f.path, "its benchmarks are of others (bufbench compare reads them)")
		}
		return foreign(f.path, "it is no results file of bufbench run")
	}
	if len(names) > 0 {
		text = only(text, names)
	}
	lines, _, err := result.LinesOf(text, f.path)
	f.lines = lines
	f.note(err)
	f.uneven()
	return nil
}

// note keeps the first problems of an error.
func (f *File) note(err error) {
	const shown = 5
	all := apart(err)
	for _, one := range all[:min(shown, len(all))] {
		f.problem("%s", strings.TrimPrefix(one.Error(), f.path+":"))
	}
	if n := len(all) - shown; n > 0 {
		f.problem("%d more lines cannot be read", n)
	}
}

// apart are the parts of a joined error.
func apart(err error) []error {
	var joined interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &joined):
		return joined.Unwrap()
	}
	return []error{err}
}

func (f *File) problem(format string, args ...any) {
	f.problems = append(f.problems, report.Failure{Name: f.path, Reason: fmt.Sprintf(format, args...)})
}

// uneven names the cases whose arms have unequal numbers of lines: a launch is missing,
// or a part of one. Such arms are not paired.
func (f *File) uneven() {
	counts := map[string]map[string]int{}
	var order []string
	for of := range result.Stretches(f.lines) {
		key := keyOf(of[0])
		if counts[key] == nil {
			counts[key] = map[string]int{}
			order = append(order, key)
		}
		counts[key][of[0].Arm] += len(of)
	}
	for _, key := range order {
		whole := 0
		for _, n := range counts[key] {
			whole = max(whole, n)
		}
		for _, arm := range slices.Sorted(maps.Keys(counts[key])) {
			n := counts[key][arm]
			if n < whole {
				f.problem("%s: %s has %d of %d launches, and is not paired", key, arm, n, whole)
			}
		}
	}
}

// scenarios are those of the lines that were read.
func (f *File) scenarios() (names []string) {
	for _, l := range f.lines {
		if len(names) == 0 || names[len(names)-1] != l.Scenario && !slices.Contains(names, l.Scenario) {
			names = append(names, l.Scenario)
		}
	}
	return names
}

// keyOf names the case of a line.
func keyOf(l result.Line) string { return l.Scenario + "/" + l.Case.String() }
