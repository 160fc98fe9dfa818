package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// Breakevens fills in the outcomes of claims about break-evens, from the lines
// of scenarios.
func Breakevens(claims []Claim, lines []result.Line, outcomes []Outcome) error {
	known := newLineIndex(lines)
	for i, c := range claims {
		if c.Breakeven == "" {
			continue
		}
		if c.Machine != "" && outcomes[i].Word == Skipped {
			continue
		}
		var found []verdict.Breakeven
		for _, of := range known.of(c.Benchmark) {
			found = append(found, verdict.Breakevens(c.info(), of, breakeven.Search{Margin: verdict.DefaultMargin})...)
		}
		if len(found) == 0 {
			return fmt.Errorf("claim %q: no two sizes of %q with both %q and %q are in the results", c.Title(), c.Benchmark, c.Arm, c.Versus)
		}
		from, err := bench.ParseBytes(c.Breakeven)
		if err != nil {
			return fmt.Errorf("claim %q: %w", c.Title(), err)
		}
		outcomes[i].reach(found, from)
	}
	return nil
}

// reach fills in the outcome of a claim by the worst of its break-evens.
func (o *Outcome) reach(found []verdict.Breakeven, from bench.Bytes) {
	var words []Word
	var told []Reach
	for _, b := range found {
		w, r := reached(b.Answer, from)
		r.Rest = b.Rest
		words, told = append(words, w), append(told, r)
	}
	o.Word = worst(words)
	if !slices.ContainsFunc(found, func(b verdict.Breakeven) bool { _, last := b.Answer.Range(); return last >= float64(from) }) {
		o.Sight, o.Doubt = compare.Blind, Doubt{Kind: NoSizes, From: from}
	}
	o.Figures.Reach = &told[slices.Index(words, o.Word)]
}

// info asks for the contest of a claim.
func (c Claim) info() bench.Info {
	return bench.Info{
		Name: c.Scenario(), Class: []bench.Class{bench.BreakEvenSize},
		Contests: []bench.Contest{{View: strings.TrimPrefix(c.Arm, "access="), Copy: strings.TrimPrefix(c.Versus, "access=")}},
	}
}

// lineIndex finds lines by the parts of their names.
type lineIndex struct {
	names *index
	lines map[string][]int // by name: where they stand among all
	all   []result.Line
}

func newLineIndex(all []result.Line) lineIndex {
	x := lineIndex{lines: map[string][]int{}, all: all}
	var series []*Series
	for i, l := range all {
		name := l.Name()
		if x.lines[name] == nil {
			series = append(series, &Series{Name: name, parts: strings.Split(withoutProcs(name), "/"), whole: strings.Split(name, "/")})
		}
		x.lines[name] = append(x.lines[name], i)
	}
	x.names = newIndex(series)
	return x
}

// of returns the lines that have all parts of a pattern, by scenario.
func (x lineIndex) of(pattern string) [][]result.Line {
	var places []int
	for _, s := range x.names.of(pattern) {
		places = append(places, x.lines[s.Name]...)
	}
	slices.Sort(places)
	var own [][]result.Line
	at := map[string]int{}
	for _, place := range places {
		l := x.all[place]
		i, known := at[l.Scenario]
		if !known {
			i = len(own)
			at[l.Scenario], own = i, append(own, nil)
		}
		own[i] = append(own[i], l)
	}
	return own
}

// reached says whether the view never loses from a size on.
func reached(a breakeven.Answer, size bench.Bytes) (Word, Reach) {
	from := float64(size)
	if _, last := a.Range(); last < from {
		return Undecided, Reach{Kind: Beyond, From: size}
	}
	if len(a.Crossings) == 0 {
		return seen(a.Places, size)
	}
	last := a.Crossings[len(a.Crossings)-1]
	r := Reach{Kind: LastCrossing, From: size, Crossing: last}
	switch {
	case last.Winner == breakeven.Copy && last.Within[1] < from:
		return seen(a.Places, size)
	case last.Winner == breakeven.Copy:
		return Broken, r
	case last.At.Hi <= from:
		return Holds, r
	case last.At.Lo > from:
		return Broken, r
	}
	return Undecided, r
}

// seen is reached by the places measured from there on, in order: differences
// within the margin are none.
func seen(places []breakeven.Place, size bench.Bytes) (Word, Reach) {
	const slower = 1 / (1 + verdict.DefaultMargin)
	from := float64(size)
	var doubtful *breakeven.Place
	for i, p := range places {
		switch {
		case p.X < from:
		case p.Faster.Hi < 1 && p.Faster.Center < slower:
			return Broken, Reach{Kind: AtPlace, From: size, Place: p}
		case p.Faster.Lo < slower && doubtful == nil:
			doubtful = &places[i]
		}
	}
	switch first := places[0].X; {
	case doubtful != nil:
		return Undecided, Reach{Kind: AtPlace, From: size, Place: *doubtful}
	case first > from:
		return Undecided, Reach{Kind: Gap, From: size, First: bench.Bytes(first)}
	}
	return Holds, Reach{Kind: NowhereSlower, From: size}
}
