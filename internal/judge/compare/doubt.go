package compare

import (
	"slices"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Doubt is an undecided comparison that is no all-clear: its values are too few to show
// anything, its columns cannot be compared, or the plain test sees a change that the
// verdict does not name.
type Doubt struct {
	Worse     bool // by the plain test it is worse, by more than Threshold
	Threshold float64
	Reason    Reason
	Row       string
	Change    float64 // the ratio to the base by the plain test, if that finds a change; else 0
	Against   *Comparison
	Table     *Table
}

// Doubts finds the doubts of tables, those about what looks worse first.
func Doubts(tables []Table, threshold float64) []Doubt {
	var found []Doubt
	blind := !AnySeen(Sights(tables, threshold))
	for i := range tables {
		for _, r := range tables[i].Rows {
			for _, cell := range r.Cells {
				if cell == nil || cell.Against == nil {
					continue
				}
				if d := tables[i].DoubtOf(r, cell.Against, threshold, blind); d.Reason != NoReason {
					found = append(found, d)
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Doubt) int {
		switch {
		case a.Worse == b.Worse:
			return 0
		case a.Worse:
			return -1
		}
		return 1
	})
	return found
}

// DoubtOf is the doubt about one comparison of a row. Its Reason is [NoReason] if there
// is none. If blind is set, no comparison could have shown a change of the threshold's
// size, and then noise is a reason too.
func (t *Table) DoubtOf(r Row, c *Comparison, threshold float64, blind bool) Doubt {
	d := Doubt{Row: r.Name, Against: c, Table: t, Threshold: threshold}
	d.Reason, d.Worse = t.doubt(c, threshold)
	if d.Reason == NoReason && blind && t.Sight(c, threshold) == Blind {
		d.Reason = TooNoisy
	}
	if c.plain.changes && c.plain.ratio.N > 0 {
		d.Change = c.plain.ratio.Center
	}
	return d
}

// common is by how much two builds of the same code often differ, as a share. Among
// many comparisons, one with such a difference is no news if no threshold is given.
const common = 0.03

// doubt says why a comparison that is undecided is no all-clear, and whether it
// looks worse by more than a threshold.
func (t Table) doubt(c *Comparison, threshold float64) (reason Reason, worse bool) {
	switch {
	case t.Beyond(c, threshold) != verdict.Undecided:
		return NoReason, false
	case c.apart:
		return c.Reason, t.looksWorse(c, threshold)
	case t.undirected(c, threshold):
		return c.Reason, true
	case c.Few.Need > 0:
		return c.Reason, t.looksWorse(c, threshold)
	case !t.looksWorse(c, threshold):
		return NoReason, false
	case c.Raw > c.plain.p:
		return Ordered, true
	}
	return Corrected, t.looksWorse(c, max(threshold, common))
}

// undirected reports whether a comparison changed, beyond the threshold, and
// nobody knows which way is worse.
func (t Table) undirected(c *Comparison, threshold float64) bool {
	return t.Better == 0 && (c.Method == Exact && !c.equal || c.Method != Exact && c.Adjusted <= c.level) && !t.Within(c, threshold)
}

// looksWorse reports whether the plain test finds a comparison worse by more than a
// threshold. The plain test takes the values for independent, and does not correct
// for the other comparisons.
func (t Table) looksWorse(c *Comparison, threshold float64) bool {
	if !c.plain.changes || t.Better == 0 || c.rise() == (t.Better > 0) {
		return false
	}
	least, _ := t.loss(c.plain.ratio)
	return c.plain.ratio.N == 0 || c.Method == Exact || least > threshold
}

// Sight says whether a change of the threshold's size could have been seen in a
// comparison; of any size where there is no threshold.
type Sight int

// The sights.
const (
	Seen     Sight = iota // it could, or it was
	Constant              // likewise, of values that do not vary
	Blind                 // it could not
	Unseen                // it is not looked at, because of where columns were measured
)

// Sight is that of a comparison.
func (t Table) Sight(c *Comparison, threshold float64) Sight {
	decided := t.Beyond(c, threshold) != verdict.Undecided
	switch {
	case decided && c.constant:
		return Constant
	case decided:
		return Seen
	case c.apart:
		return Unseen
	case c.Few.Need > 0 || t.undirected(c, threshold):
		return Blind
	case threshold == 0 || c.Ratio.N == 0 || c.Detectable <= 1+threshold || t.Within(c, threshold):
		return Seen
	}
	return Blind
}

// Sights are those of all comparisons.
func Sights(tables []Table, threshold float64) []Sight {
	var all []Sight
	for _, t := range tables {
		for c := range t.Comparisons() {
			all = append(all, t.Sight(c, threshold))
		}
	}
	return all
}

// AnySeen reports whether a change could have been seen in any of several
// comparisons. A comparison of values that do not vary, such as counts of
// allocations, is enough only if no other comparison is [Blind].
func AnySeen(all []Sight) bool {
	return slices.Contains(all, Seen) || slices.Contains(all, Constant) && !slices.Contains(all, Blind)
}
