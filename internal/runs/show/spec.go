package show

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// Spec says what to show. The zero value of Names is every scenario.
type Spec struct {
	Paths []string // results files of one machine and build; - is Stdin
	Stdin io.Reader
	Names []string   // scenarios
	Known []Scenario // what a program knows of its scenarios
}

// Scenario is what a program knows of a scenario.
type Scenario struct {
	Info   bench.Info
	Rivals []bench.Rival
}

// Outcome is what the files hold, judged.
type Outcome struct {
	Head      result.Head // of the first file
	Scenarios []report.Scenario
	Lines     []result.Line
	Trust     []string         // what the runs noted of load, steal and fitness
	Failed    []report.Failure // what failed when it was measured
	Missing   []report.Failure // what the files lack, by name
	Unread    bool             // something that stands in a file could not be read
}

// ErrForeign is the error of files without a line of a scenario.
var ErrForeign = errors.New("no line of a scenario")

// Show reads and judges. The error is an [option.Error] if what was asked for cannot be
// shown together or is in no file.
func Show(s Spec) (Outcome, error) {
	defer collect()()
	files, err := s.read()
	if err != nil {
		return Outcome{}, err
	}
	if err := together(files); err != nil {
		return Outcome{}, err
	}
	names, err := s.chosen(files)
	if err != nil {
		return Outcome{}, err
	}
	out := gather(files)
	for _, one := range judgeAll(s.Known, names, files) {
		if len(one.shown.Cases) > 0 {
			out.Scenarios = append(out.Scenarios, one.shown)
			out.Lines = append(out.Lines, one.lines...)
		}
		out.Missing = append(out.Missing, one.missing...)
	}
	return out, nil
}

// chosen are the scenarios to show, in the order of the files.
func (s Spec) chosen(files []*File) ([]string, error) {
	var there []string
	for _, f := range files {
		for _, name := range f.scenarios() {
			if !slices.Contains(there, name) {
				there = append(there, name)
			}
		}
	}
	if len(s.Names) == 0 {
		return there, nil
	}
	var names []string
	for _, asked := range s.Names {
		at := slices.IndexFunc(there, func(name string) bool { return strings.EqualFold(name, asked) })
		if at < 0 {
			return nil, s.absent(asked, files)
		}
		if !slices.Contains(names, there[at]) {
			names = append(names, there[at])
		}
	}
	return names, nil
}

// absent is the mistake of a scenario that no file holds.
func (s Spec) absent(asked string, files []*File) error {
	var held []string
	for _, f := range files {
		held = append(held, f.held...)
	}
	return option.Errorf("", "no line of a scenario %q is in %s%s", asked, strings.Join(s.Paths, ", "), option.Nearest(asked, held))
}

// gather is what the files say beside their lines.
func gather(files []*File) (out Outcome) {
	out.Head = files[0].head.Head
	for _, f := range files {
		out.Lines = slices.Grow(out.Lines, len(f.lines))
		of := ""
		if len(files) > 1 {
			of = f.path + ": "
		}
		for _, text := range f.head.trust {
			out.Trust = append(out.Trust, of+text)
		}
		out.Failed = append(out.Failed, f.head.failed...)
		out.Missing = append(out.Missing, f.problems...)
		out.Unread = out.Unread || len(f.problems) > 0
	}
	return out
}

// foreign is the error of a file without a line of a scenario.
func foreign(path, why string) error {
	return fmt.Errorf("%s has %w: %s", path, ErrForeign, why)
}
