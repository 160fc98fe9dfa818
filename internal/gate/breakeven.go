package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/breakeven"
	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
)

// Breakevens fills in the outcomes of claims about break-evens, from the lines
// of scenarios.
func Breakevens(claims []Claim, lines []result.Line, outcomes []Outcome) error {
	for i, c := range claims {
		if c.Breakeven == "" {
			continue
		}
		if c.Machine != "" && outcomes[i].Word == Skipped {
			continue
		}
		var found []verdict.Breakeven
		for _, of := range c.lines(lines) {
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

// lines are those that a claim is about, by scenario.
func (c Claim) lines(all []result.Line) [][]result.Line {
	var own [][]result.Line
	at := map[string]int{}
	for _, l := range all {
		name := l.Name()
		s := &Series{parts: strings.Split(withoutProcs(name), "/"), whole: strings.Split(name, "/")}
		if !s.has(c.Benchmark) {
			continue
		}
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
