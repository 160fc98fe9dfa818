package gate

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/breakeven"
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
		found := verdict.Breakevens(c.info(), c.lines(lines), breakeven.Search{})
		if len(found) == 0 {
			return fmt.Errorf("claim %q: no two sizes of %s with both %s and %s are in the results", c.Title(), c.Benchmark, c.Arm, c.Versus)
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

// lines are those that a claim is about.
func (c Claim) lines(all []result.Line) []result.Line {
	var own []result.Line
	for _, l := range all {
		s := &Series{parts: strings.Split(withoutProcs(l.Name()), "/")}
		if s.has(c.Benchmark) {
			own = append(own, l)
		}
	}
	return own
}

// reached says whether the view never loses from a size on.
func reached(a breakeven.Answer, from float64) (Word, string) {
	if _, last := a.Range(); last < from {
		return Undecided, fmt.Sprintf("nothing was measured from %s on", bench.Bytes(from))
	}
	switch a.Word {
	case breakeven.ViewNeverLoses, breakeven.Tie:
		return Holds, a.Word.String()
	case breakeven.CopyNeverLoses:
		return Broken, a.Word.String()
	case breakeven.Undecided:
		return Undecided, "too little is known of it"
	}
	last := a.Crossings[len(a.Crossings)-1]
	said := fmt.Sprintf("the %s wins from %s [%s, %s] on", last.Winner, bench.Bytes(last.At.Center), bench.Bytes(last.At.Lo), bench.Bytes(last.At.Hi))
	switch {
	case last.Winner == breakeven.Copy:
		return Broken, said
	case last.At.Hi <= from:
		return Holds, said
	case last.At.Lo > from:
		return Broken, said
	}
	return Undecided, said
}
