package verdict

import (
	"slices"
	"sync"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/result"
)

// Answer is the decision that the measurements of one scenario support.
type Answer struct {
	Wins    []Win              // from which size the view wins; empty if nothing was measured
	Most    MostPasses         // how the view fares at the most passes
	Evens   func() []Breakeven // finds the break-evens, see [Answer.Breakevens]; nil is none
	Grid    []Cell             // who wins in each case under the usual conditions
	Third   Third              // another way than the copy and the view
	Changes Changes            // what would change the answer, and the second best in the middle
	Gains   []Gain             // what the fastest arm of each case of the grid saves
}

// Breakevens are where view and copy cost the same.
//
// Note: they are found when they are first asked for. To draw the launches anew takes a
// third of all the time of judging, and the overview of a run prints none of them.
func (a Answer) Breakevens() []Breakeven {
	if a.Evens == nil {
		return nil
	}
	return a.Evens()
}

// Middle is the gain of the case in the middle of the grid (see [Pivot]), or the first
// one if there is no such case. It is not ok without gains.
func (a Answer) Middle() (g Gain, ok bool) {
	if len(a.Gains) == 0 {
		return g, false
	}
	var cases []bench.Case
	for _, g := range a.Gains {
		cases = append(cases, g.Case)
	}
	pivot, _ := Pivot(cases)
	at := slices.IndexFunc(a.Gains, func(g Gain) bool { return g.Case.String() == pivot.String() })
	return a.Gains[max(at, 0)], true
}

// Scenario is what is known of a scenario before it is measured.
type Scenario struct {
	Info   bench.Info
	Rivals []bench.Rival
	Cases  []bench.Case // the grid; other cases narrow break-evens only
}

// AnswerOf answers a scenario from its lines.
func AnswerOf(scenario Scenario, lines []result.Line, g Goal, s breakeven.Search) Answer {
	return CasesOf(lines, g).Answer(scenario, s)
}

// Answer answers a scenario from its cases. They belong to the answer from then on, because
// it may look at them later.
func (c *Cases) Answer(scenario Scenario, s breakeven.Search) Answer {
	inGrid := map[string]bool{}
	for _, c := range scenario.Cases {
		inGrid[c.String()] = true
	}
	own := c.only(func(at bench.Case) bool { return inGrid[at.String()] || !at.Usual() })
	compared := own.Compare(yardstick)
	inside := slices.DeleteFunc(slices.Clone(compared), func(c Comparison) bool { return !inGrid[c.Case.String()] })
	cells := own.cells()
	usual := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return !c.Case.Usual() })
	return Answer{
		Wins:    Wins(compared),
		Most:    mostPassesOf(usual),
		Evens:   sync.OnceValue(func() []Breakeven { return c.breakevens(scenario.Info, s) }),
		Grid:    usual,
		Third:   own.third(scenario.Rivals),
		Changes: ChangesOf(cells),
		Gains:   gains(inside, scenario.Rivals),
	}
}
