package main

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// abFile is where what ab measured is kept, as Go benchmark text.
type abFile struct {
	path   string
	header result.Heading
	task   *abTask
	run    *abRun
	rule   *abRule
}

// abUnits says what is better of the units that are measured, and which are exact.
var abUnits = []string{"Unit allocs/op better=lower assume=exact", "Unit " + result.Instructions + " better=lower assume=exact"}

// heading is what a text says that is measured here, of programs built like that.
func heading(b machine.Build, comments ...string) result.Heading {
	facts := machine.Read("/")
	h := result.Heading{Machine: machine.ID(facts), Started: time.Now(), Units: abUnits, Comments: comments}
	for _, s := range machine.Config(facts, b) {
		h.Config = append(h.Config, [2]string{s.Key, s.Value})
	}
	return h
}

// headed is the path of such a text in a folder of results.
func headed(results string, h result.Heading, kind, of string) string {
	return filepath.Join(results, h.Machine, fmt.Sprintf("%s-%s-%s.txt", kind, h.Started.UTC().Format("20060102T150405.000Z"), of))
}

func (a *abRun) newFile(t *abTask, rule *abRule) (*abFile, error) {
	f := &abFile{task: t, run: a, rule: rule, header: heading(machine.Build{Go: t.built}, "base: "+t.sides[0], "head: "+t.sides[1], "seed "+strconv.FormatUint(a.wish.Seed, 10), "in turn: "+t.turns, fmt.Sprintf("judged as by bufbench compare -alpha %v -col side FILE", a.judging.goal.Alpha))}
	if t.match != nil {
		f.header.Units = slices.Concat(f.header.Units, t.match.Units)
	}
	f.path = headed(a.results, f.header, "ab", t.names[0]+"-"+t.names[1])
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
		one := result.Sides{Package: b.Package, Name: b.Name, Paired: true, Design: result.Design{Stop: f.rule.stop(s), SameCode: f.task.sameCode(i) && !allocates(s)}}
		if b.Package != "" {
			one.Name = procsName(b.Name, f.run.wish.Procs)
		}
		if s.Layouts > 0 {
			one.Paired, one.Design.Stop = false, result.Fixed
			one.Lines = layoutLines(s, b.Iterations(), s.Layouts)
		} else {
			for _, p := range s.Pairs {
				for side := range one.Lines {
					one.Lines[side] = append(one.Lines[side], result.Launch{N: p.N, Values: p.Values[side]})
				}
			}
		}
		sides = append(sides, one)
	}
	return sides
}

// layoutLines is a line a layout: what it makes of each unit. Its samples have n
// iterations in the mean.
func layoutLines(s *alternate.Series, n, layouts int) (lines [2][]result.Launch) {
	for side := range lines {
		lines[side] = make([]result.Launch, layouts)
	}
	for _, v := range s.Pairs[0].Values[alternate.Base] {
		of := verdict.Layouts(meetings(s, v.Unit), layouts)
		for side := range lines {
			for k, x := range of[side] {
				if !math.IsNaN(x) {
					lines[side][k].N = n
					lines[side][k].Values = append(lines[side][k].Values, result.Value{Unit: v.Unit, X: x})
				}
			}
		}
	}
	for side := range lines {
		lines[side] = slices.DeleteFunc(lines[side], func(l result.Launch) bool { return len(l.Values) == 0 })
	}
	return lines
}

// meetings are the values of a unit, pair by pair, with the layouts that they are of.
func meetings(s *alternate.Series, unit string) []verdict.Meeting {
	var all []verdict.Meeting
	for _, p := range s.Pairs {
		if base, head, ok := p.Get(unit); ok {
			all = append(all, verdict.Meeting{Layout: p.Layout, Value: [2]float64{base, head}})
		}
	}
	return all
}

// procsName is the name of a benchmark as testing prints it.
func procsName(name string, procs int) string {
	if procs > 1 {
		name += "-" + strconv.Itoa(procs)
	}
	return name
}
