package verdict

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/result"
)

// Answer is the decision that the measurements of one scenario support.
type Answer struct {
	Wins       []Win       // from which size the view wins; empty if nothing was measured
	Most       MostPasses  // how the view fares at the most passes
	Breakevens []Breakeven // where view and copy cost the same
	Grid       []Cell      // who wins in each case under the usual conditions
	Third      Third       // another way than the copy and the view
	Changes    Changes     // what would change the answer, and the second best in the middle
}

// Scenario is what is known of a scenario before it is measured.
type Scenario struct {
	Info   bench.Info
	Rivals []bench.Rival
	Cases  []bench.Case // the grid; other cases narrow break-evens only
}

// AnswerOf answers a scenario from its lines.
func AnswerOf(scenario Scenario, lines []result.Line, g Goal, s breakeven.Search) Answer {
	inGrid := map[string]bool{}
	for _, c := range scenario.Cases {
		inGrid[c.String()] = true
	}
	own := slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return !inGrid[l.Case.String()] && l.Case.Usual() })
	cells := Cells(own, g)
	usual := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return !c.Case.Usual() })
	return Answer{
		Wins:       Wins(Compare(own, g, yardstick)),
		Most:       mostPassesOf(usual),
		Breakevens: Breakevens(scenario.Info, lines, s),
		Grid:       usual,
		Third:      ThirdOf(scenario.Rivals, own, g),
		Changes:    ChangesOf(cells),
	}
}
