package verdict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/result"
)

// Answer is what the measurements of one scenario come to: the decision.
type Answer struct {
	Sentence   string      // which way, from which size, up to how many passes, and what the second best costs
	Breakevens []Breakeven // where view and copy cost the same
	Grid       []Cell      // who wins in each case under the usual conditions
	Third      string      // another way than the copy and the view; empty without one
	Changes    Changes     // what would change the answer
}

// Asked is what is known of a scenario before it is measured.
type Asked struct {
	Info   bench.Info
	Rivals []bench.Rival
	Cases  []bench.Case // the grid; what was measured besides narrows break-evens only
}

// Answered is the answer of lines of one scenario.
func Answered(asked Asked, lines []result.Line, g Goal, s breakeven.Search) Answer {
	inGrid := map[string]bool{}
	for _, c := range asked.Cases {
		inGrid[c.String()] = true
	}
	own := slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return !inGrid[l.Case.String()] && l.Case.Usual() })
	cells := Cells(own, g)
	usual := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return !c.Case.Usual() })
	return Answer{
		Sentence:   sentence(Compare(own, g, yardstick), usual),
		Breakevens: Breakevens(asked.Info, lines, s),
		Grid:       usual,
		Third:      Third(asked.Rivals, own, g),
		Changes:    ChangesOf(cells),
	}
}

// sentence is the verdict in one line.
func sentence(cases []Comparison, grid []Cell) string {
	s := strings.TrimSuffix(Winner(cases), ".")
	if clause := upTo(grid); clause != "" {
		s += "; " + clause
	}
	if clause := second(grid); clause != "" {
		s += "; " + clause
	}
	return s + "."
}

// upTo says how the answer fares at the most passes measured, where that is
// more than the fewest.
func upTo(grid []Cell) string {
	if len(grid) == 0 {
		return ""
	}
	passes := func(a, b Cell) int { return a.Case.Passes - b.Case.Passes }
	fewest, most := slices.MinFunc(grid, passes).Case.Passes, slices.MaxFunc(grid, passes).Case.Passes
	if most == fewest {
		return ""
	}
	wins, all := 0, 0
	var lost *Cell
	for i, c := range grid {
		if c.Case.Passes != most {
			continue
		}
		all++
		switch {
		case c.Word() == "view":
			wins++
		case lost == nil && !c.Tied() || lost != nil && !c.Tied() && c.Ahead.Center > lost.Ahead.Center:
			lost = &grid[i]
		}
	}
	where := "at " + plural(most, "pass", "passes")
	switch {
	case wins == all:
		return where + ", the most measured, the view wins too"
	case lost != nil:
		return fmt.Sprintf("%s %s wins at %s, %s ahead of %s", where, lost.Best, sized(lost.Case), Times(lost.Ahead), lost.Next)
	}
	return fmt.Sprintf("%s the view wins in %d of %s", where, wins, plural(all, "case", "cases"))
}

// second says what the second best costs in the case in the middle.
func second(grid []Cell) string {
	c, ok := pivotOf(grid)
	switch {
	case !ok || c.Ahead.N == 0 || !(c.Ahead.Lo > 0):
		return ""
	case c.Tied():
		return fmt.Sprintf("%s and %s tie at %s", c.Best, c.Next, placeOf(c.Case))
	}
	return fmt.Sprintf("the second best, %s, takes %s as long at %s", c.Next, Times(c.Ahead), placeOf(c.Case))
}
