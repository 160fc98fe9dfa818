package history

const (
	// longest is the number of points that are searched together. When there are as
	// many, the oldest are settled for good.
	longest = 768
	// settled and unsettled are between which points to part the old from the open.
	settled, unsettled = longest / 3, 2 * longest / 3
)

// Follower finds the changes of a series while it grows. After every point it gives what
// [Changes] gives for the points so far. The zero value is ready.
type Follower struct {
	Options Options
	Exact   bool // counts without noise, as [Series] says

	seen     int      // points, gaps included
	open     []centre // points that are still searched
	done     []Change // of the points before them
	carried  bool     // the first open point is in the middle of a creep
	searches int      // searches that are settled
	counter  counter
}

// Add adds the next point and returns all changes so far, oldest first.
func (f *Follower) Add(p Point) []Change {
	f.Push(p)
	return f.Changes()
}

// Push adds the next point.
func (f *Follower) Push(p Point) {
	c, ok := centreOf(f.seen, p)
	f.seen++
	switch {
	case !ok:
	case f.Exact:
		f.done = append(f.done, f.counter.add(c)...)
	default:
		f.open = append(f.open, c)
		if len(f.open) == longest {
			f.settle()
		}
	}
}

// Changes returns the changes of the points so far, oldest first.
func (f *Follower) Changes() []Change {
	found := append([]Change(nil), f.done...)
	if len(f.open) == 0 {
		return found
	}
	field, g := search(f.open)
	if f.carried && len(g) > 0 && g[0].line && len(found) > 0 {
		found[len(found)-1].Until = f.open[g[0].to-1].index
	}
	return append(found, describe(field, g, f.open, f.carried, f.Options)...)
}

// settle keeps the changes of the oldest points and opens the series behind them: at the
// last change of the middle third, or in the middle.
func (f *Follower) settle() {
	field, g := search(f.open)
	part, line := longest/2, false
	for _, s := range g {
		if s.from >= settled && s.from <= unsettled {
			part = s.from
		}
	}
	for _, s := range g {
		if s.from <= part && part < s.to {
			line = s.line
		}
	}
	for _, c := range describe(field, g, f.open, f.carried, f.Options) {
		if c.At <= f.open[part].index {
			f.done = append(f.done, c)
		}
	}
	f.open = append([]centre(nil), f.open[part:]...)
	f.carried = line
	f.searches++
}
