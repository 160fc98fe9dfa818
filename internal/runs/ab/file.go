package ab

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/record"
)

// file keeps the pairs as Go benchmark text.
type file struct {
	*record.File
	heading result.Heading
	task    *task
	stop    func(s *series) result.Stop
}

// newFile makes sure that the file can be written.
func newFile(spec Spec, t *task, stop func(s *series) result.Stop) (*file, error) {
	h := record.Heading(t.label.built,
		"base: "+t.label.sides[0], "head: "+t.label.sides[1],
		"seed "+strconv.FormatUint(spec.Revisions.Seed, 10), "in turn: "+t.label.turns,
		fmt.Sprintf("judged as by bufbench compare -alpha %v -col side FILE", spec.Policy.Goal.Alpha))
	if t.match != nil {
		h.Units = slices.Concat(h.Units, t.match.Units)
	}
	kept, err := record.NewFile(spec.Results, h, "ab", t.label.names[0]+"-"+t.label.names[1])
	return &file{File: kept, heading: h, task: t, stop: stop}, err
}

// text returns the text of all pairs so far.
func (f *file) text(all []*series) ([]byte, error) {
	var text bytes.Buffer
	if err := result.WriteSides(&text, f.heading, f.sides(all)); err != nil {
		return nil, fmt.Errorf("keep the pairs: %w", err)
	}
	return text.Bytes(), nil
}

// saw writes the pairs to the file, now and then. Its errors come again at the end.
func (f *file) saw(all []*series) {
	if !f.Due() {
		return
	}
	if text, err := f.text(all); err == nil {
		_ = f.Write(text)
	}
}

// sides returns the lines of all benchmarks.
func (f *file) sides(all []*series) []result.Sides {
	var sides []result.Sides
	for i, s := range all {
		if len(s.pairs) == 0 {
			continue
		}
		b := f.task.members[i]
		one := result.Sides{Package: b.Package, Name: b.Name, Paired: true, Design: result.Design{Stop: f.stop(s), SameCode: f.task.sameCode(i) && !allocates(s)}}
		if b.Package != "" {
			one.Name = record.Name(b.Name, f.task.label.procs)
		}
		if s.layouts > 0 {
			one.Paired, one.Design.Stop = false, result.Fixed
			one.Lines = layoutLines(s, b.Iterations())
		} else {
			one.Lines = pairLines(s)
		}
		sides = append(sides, one)
	}
	return sides
}

// pairLines returns a line per pair.
func pairLines(s *series) (lines [2][]result.Launch) {
	for _, p := range s.pairs {
		for side := range lines {
			lines[side] = append(lines[side], result.Launch{N: p.n, Values: p.values[side]})
		}
	}
	return lines
}
