package verdict

import "slices"

// MostPasses is how the view fares at the most passes measured.
type MostPasses struct {
	Passes int   // 0 if all cases have the same number
	Wins   int   // cases that the view wins
	Cases  int   // all cases
	Lost   *Cell // the case that another arm wins by most; nil if there is none
}

// mostPassesOf looks at the cells of a grid that have the most passes.
func mostPassesOf(grid []Cell) MostPasses {
	if len(grid) == 0 {
		return MostPasses{}
	}
	passes := func(a, b Cell) int { return a.Case.Passes - b.Case.Passes }
	fewest, most := slices.MinFunc(grid, passes).Case.Passes, slices.MaxFunc(grid, passes).Case.Passes
	if most == fewest {
		return MostPasses{}
	}
	m := MostPasses{Passes: most}
	for i, c := range grid {
		if c.Case.Passes != most {
			continue
		}
		m.Cases++
		switch {
		case c.Word() == "view":
			m.Wins++
		case !c.Tied() && (m.Lost == nil || c.Ahead.Center > m.Lost.Ahead.Center):
			m.Lost = &grid[i]
		}
	}
	return m
}
