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
		var words []Word
		var said []string
		for _, b := range found {
			w, s := reached(b.Answer, float64(from))
			words, said = append(words, w), append(said, strings.TrimSpace(strings.ReplaceAll(b.Rest.String(), "size=0B/", "")+": "+s))
		}
		outcomes[i].Word = worst(words)
		if !slices.ContainsFunc(found, func(b verdict.Breakeven) bool { _, last := b.Answer.Range(); return last >= float64(from) }) {
			outcomes[i].Sight, outcomes[i].Doubt = compare.Blind, fmt.Sprintf("nothing was measured from %s on (measure larger sizes)", from)
		}
		for j, w := range words {
			if w == outcomes[i].Word {
				outcomes[i].Said = said[j]
				break
			}
		}
	}
	return nil
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
func reached(a breakeven.Answer, from float64) (Word, string) {
	if _, last := a.Range(); last < from {
		return Undecided, fmt.Sprintf("nothing was measured from %s on", bench.Bytes(from))
	}
	if len(a.Crossings) == 0 {
		return seen(a.Places, from)
	}
	last := a.Crossings[len(a.Crossings)-1]
	said := fmt.Sprintf("the %s wins from %s [%s, %s] on", last.Winner, bench.Bytes(last.At.Center), bench.Bytes(last.At.Lo), bench.Bytes(last.At.Hi))
	switch {
	case last.Winner == breakeven.Copy && last.Within[1] < from:
		return seen(a.Places, from)
	case last.Winner == breakeven.Copy:
		return Broken, said
	case last.At.Hi <= from:
		return Holds, said
	case last.At.Lo > from:
		return Broken, said
	}
	return Undecided, said
}

// seen is reached by the places measured from there on, in order: differences
// within the margin are none.
func seen(places []breakeven.Place, from float64) (Word, string) {
	const slower = 1 / (1 + verdict.DefaultMargin)
	doubtful := ""
	for _, p := range places {
		said := fmt.Sprintf("at %s the view is %.3g [%.3g, %.3g] times as fast", bench.Bytes(p.X), p.Faster.Center, p.Faster.Lo, p.Faster.Hi)
		switch {
		case p.X < from:
		case p.Faster.Hi < 1 && p.Faster.Center < slower:
			return Broken, said
		case p.Faster.Lo < slower && doubtful == "":
			doubtful = said
		}
	}
	switch first := places[0].X; {
	case doubtful != "":
		return Undecided, doubtful
	case first > from:
		return Undecided, fmt.Sprintf("nothing was measured from %s to %s", bench.Bytes(from), bench.Bytes(first))
	}
	return Holds, fmt.Sprintf("the view is nowhere slower from %s on", bench.Bytes(from))
}
