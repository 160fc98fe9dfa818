package main

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/ab"
	"github.com/bufbench/bufbench/internal/alternate"
	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
)

// abFile is where what ab measured is kept, as Go benchmark text.
type abFile struct {
	path   string
	header result.SidesHeader
	task   *abTask
	run    *abRun
}

// abUnits says what is better of the units that are measured, and which are exact.
var abUnits = []string{"Unit allocs/op better=lower assume=exact", "Unit " + ab.InstructionsUnit + " better=lower assume=exact"}

func (a *abRun) newFile(t *abTask) (*abFile, error) {
	facts := machine.Read("/")
	now := time.Now()
	f := &abFile{task: t, run: a, header: result.SidesHeader{
		Machine: machine.ID(facts), Started: now,
		Comments: []string{"base: " + t.sides[0], "head: " + t.sides[1], "seed " + strconv.FormatUint(a.wish.Seed, 10)},
		Units:    abUnits,
	}}
	for _, s := range machine.Config(facts, machine.Build{}) {
		f.header.Config = append(f.header.Config, [2]string{s.Key, s.Value})
	}
	name := fmt.Sprintf("ab-%s-%s-%s.txt", now.UTC().Format("20060102T150405.000Z"), t.names[0], t.names[1])
	f.path = filepath.Join(a.results, f.header.Machine, name)
	if err := result.Reserve(filepath.Dir(f.path)); err != nil {
		return nil, fmt.Errorf("keep what was measured: %w (-results names another folder)", err)
	}
	return f, nil
}

// text is all that was measured so far.
func (f *abFile) text(all []*alternate.Series) ([]byte, error) {
	var text bytes.Buffer
	if err := result.WriteSides(&text, f.header, f.sides(all)); err != nil {
		return nil, fmt.Errorf("keep what was measured: %w", err)
	}
	return text.Bytes(), nil
}

// write writes a text to the file.
func (f *abFile) write(text []byte) error {
	if err := result.Keep(f.path, text); err != nil {
		return fmt.Errorf("keep what was measured: %w (-results names another folder)", err)
	}
	return nil
}

// sides are the lines of all benchmarks.
func (f *abFile) sides(all []*alternate.Series) []result.Sides {
	var sides []result.Sides
	for i, s := range all {
		if len(s.Pairs) == 0 {
			continue
		}
		b := f.task.members[i]
		one := result.Sides{Package: b.Package, Name: b.Name, N: max(1, b.Iterations()), Paired: true, Design: result.Design{Sequential: f.run.count == 0}}
		if b.Package != "" {
			one.Name = procsName(b.Name, f.run.wish.Procs)
		}
		if f.run.wish.Layouts > 0 {
			one.Paired, one.Design.Sequential = false, false
			one.Lines = layoutLines(s, f.run.wish.Layouts)
		} else {
			for _, p := range s.Pairs {
				for side := range one.Lines {
					one.Lines[side] = append(one.Lines[side], p.Values[side])
				}
			}
		}
		sides = append(sides, one)
	}
	return sides
}

// layoutLines is a line a layout: what it makes of each unit.
func layoutLines(s *alternate.Series, layouts int) (lines [2][][]result.Value) {
	for side := range lines {
		lines[side] = make([][]result.Value, layouts)
	}
	for _, v := range s.Pairs[0].Values[alternate.Base] {
		of := layoutValues(s, v.Unit, layouts)
		for side := range lines {
			for k, x := range of[side] {
				if !math.IsNaN(x) {
					lines[side][k] = append(lines[side][k], result.Value{Unit: v.Unit, X: x})
				}
			}
		}
	}
	for side := range lines {
		lines[side] = slices.DeleteFunc(lines[side], func(l []result.Value) bool { return len(l) == 0 })
	}
	return lines
}

// layoutValues is what each layout of both sides makes of a unit: by the ratios
// of launches that met where there are ratios, else the medians over its own
// launches.
func layoutValues(s *alternate.Series, unit string, layouts int) [2][]float64 {
	var meetings []verdict.Meeting
	var own [2][][]float64
	for side := range own {
		own[side] = make([][]float64, layouts)
	}
	positive := true
	var level []float64
	for _, p := range s.Pairs {
		base, head, ok := p.Get(unit)
		if !ok {
			continue
		}
		positive = positive && base > 0 && head > 0
		meetings = append(meetings, verdict.Meeting{Base: p.Layout[0], Head: p.Layout[1], Log: logRatio(base, head)})
		level = append(level, math.Log(base))
		for side, x := range []float64{base, head} {
			own[side][p.Layout[side]] = append(own[side][p.Layout[side]], x)
		}
	}
	var values [2][]float64
	if positive {
		values[0], values[1] = verdict.Layouts(meetings, layouts)
		middle := interval.TrimmedMean(level, 0.5)
		for side := range values {
			for k := range values[side] {
				values[side][k] = math.Exp(values[side][k] + middle)
			}
		}
		return values
	}
	for side := range values {
		for k := range own[side] {
			values[side] = append(values[side], interval.TrimmedMean(own[side][k], 0.5))
		}
	}
	return values
}

// procsName is the name of a benchmark as testing prints it.
func procsName(name string, procs int) string {
	if procs > 1 {
		name += "-" + strconv.Itoa(procs)
	}
	return name
}
