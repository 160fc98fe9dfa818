package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// analysis is the answer of a scenario in two sentences. The first has the sizes at which
// the view wins, and the cost of the copy there. The second has a break-even, or else the
// best way without a view.
func (m Reference) analysis(s Scenario) string {
	return capitalized(m.first(s)) + ". " + capitalized(m.second(s)) + "."
}

func (m Reference) first(s Scenario) string {
	wins := s.Answer.Wins
	if len(wins) == 0 {
		return "nothing was measured"
	}
	text := m.extent(s, wins[0])
	if len(wins[0].Axes) > 0 {
		text = "with " + axesOf(wins[0].Axes) + ", " + text
	}
	if others := len(wins) - 1; others > 0 {
		shown := 0
		for _, w := range wins[1:] {
			if w.State == verdict.Shown {
				shown++
			}
		}
		text += fmt.Sprintf("; it wins somewhere in %d of %s", shown, counted(others, "other group of cases", "other groups of cases"))
	}
	return text
}

// extent has the sizes at which the view wins, and the cost of the copy there.
func (m Reference) extent(s Scenario, w verdict.Win) string {
	at := func(sizes ...bench.Bytes) string {
		var parts []string
		for _, size := range sizes {
			c := verdict.Comparison{Scenario: s.Info.Name, Case: bench.Case{Size: size, Passes: w.Passes, Axes: w.Axes}}
			parts = append(parts, fmt.Sprintf("%s at %s", longerBy(m.over(c, "view").Center), size))
		}
		return "the copy takes " + strings.Join(parts, ", ")
	}
	from, to := w.From.Size, w.To.Size
	switch {
	case w.State == verdict.NoView:
		return fmt.Sprintf("there is no view to compare at %s", w.Last.Size)
	case w.State == verdict.NoInterval:
		return "the launches are too few to decide"
	case w.State == verdict.NotShown:
		return "the view is not shown to win at any size: " + at(w.Last.Size)
	case from == to:
		return fmt.Sprintf("the view wins at %s only: %s", to, at(to))
	case w.Next > 0:
		return fmt.Sprintf("the view wins from %s to %s: %s", from, to, at(to, w.Next))
	}
	return fmt.Sprintf("the view wins from %s on: %s", from, at(from, to))
}

// longerBy is a difference in words: 81.7µs longer.
func longerBy(ns float64) string {
	if ns < 0 {
		return Duration(-ns) + " less"
	}
	return Duration(ns) + " longer"
}

func (m Reference) second(s Scenario) string {
	turns := func(b verdict.Breakeven) bool { return b.Word == breakeven.Crosses }
	evens := s.Answer.Breakevens()
	if i := slices.IndexFunc(evens, turns); i >= 0 {
		return breakevenLines(evens[i])[0]
	}
	if kept := m.kept(s); kept != "" {
		return kept
	}
	if third := thirdOf(s.Answer.Third); third != "" {
		return third
	}
	return "no other way is shown to be faster than the copy"
}

// kept says how much of the view's gain a copy into kept memory has, in the case in the
// middle; nothing where either is not known to gain.
func (m Reference) kept(s Scenario) string {
	c := middleCase(s)
	view, reuse := m.over(c, "view"), m.over(c, "reuse")
	switch {
	case view.N == 0 || reuse.N == 0 || !(view.Lo > 0):
		return ""
	case !(reuse.Lo > 0):
		return "a copy into kept memory is not shown to save anything at " + placed(c.Case)
	case reuse.Center > view.Center:
		return "a copy into kept memory saves even more than the view at " + placed(c.Case)
	}
	return fmt.Sprintf("a copy into kept memory saves %.0f %% of that at %s, without the danger of a view", 100*reuse.Center/view.Center, placed(c.Case))
}

// middleCase is the case in the middle of a scenario; none where nothing was measured.
func middleCase(s Scenario) verdict.Comparison {
	var cases []bench.Case
	for _, c := range s.Cases {
		cases = append(cases, c.Case)
	}
	pivot, _ := verdict.Pivot(cases)
	if i := slices.IndexFunc(s.Cases, func(c verdict.Comparison) bool { return c.Case.String() == pivot.String() }); i >= 0 {
		return s.Cases[i]
	}
	return verdict.Comparison{}
}

// axesOf is the values of axes with their keys: gil=held, direction=togo.
func axesOf(axes []bench.Axis) string {
	var parts []string
	for _, a := range axes {
		parts = append(parts, a.Key+"="+a.Value)
	}
	return strings.Join(parts, ", ")
}

// capitalized is a text with a capital at its start.
func capitalized(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}
