package breakeven

// far is the factor beyond which a place is not near a crossing.
const far = 2

// Sharp says whether nothing more is asked for: every crossing's interval
// reaches at most Search.Precision from its middle, or it lies between
// neighbouring steps; or the word needs no crossing.
func (a Answer) Sharp() bool {
	for _, c := range a.Crossings {
		if !a.sharp(c) {
			return false
		}
	}
	return a.Word != Undecided
}

// sharp is Sharp for one crossing. A line says little about its zero unless
// somebody measured near it on either side.
func (a Answer) sharp(c Crossing) bool {
	below, above := a.near(c)
	seen := !c.Model || c.Run.Center <= far*below && above <= far*c.Run.Center
	return a.settled(c) || seen && max(c.Run.Hi/c.Run.Center, c.Run.Center/c.Run.Lo) <= 1+a.search.Precision
}

// near is the places measured next to the middle of a crossing.
func (a Answer) near(c Crossing) (below, above float64) {
	below, above = c.Within[0], c.Within[1]
	for _, p := range a.Places {
		if p.X <= c.Run.Center {
			below = max(below, p.X)
		}
		if p.X >= c.Run.Center {
			above = min(above, p.X)
		}
	}
	return below, above
}

// settled says whether no X lies between those that are shown.
func (a Answer) settled(c Crossing) bool {
	return c.Within[1]-c.Within[0] <= a.search.Step*(1+1e-9)
}
