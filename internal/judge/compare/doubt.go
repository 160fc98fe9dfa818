package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Doubt is a list of undecided comparisons with one common reason. For this reason
// they are no all-clear: the values are too few to show anything, the columns cannot
// be compared, or the plain test sees a change and the verdict does not dare to name
// it.
type Doubt struct {
	Worse  bool   // by the plain test they are worse, by more than the threshold
	Reason string // and what to do about it
	Rows   []string
}

// String is the doubt in one sentence.
func (d Doubt) String() string {
	const most = 3
	rows := d.Rows
	if len(rows) > most {
		rows = append(rows[:most:most], fmt.Sprintf("%d more", len(rows)-most))
	}
	what := "have no verdict"
	switch {
	case d.Worse && len(d.Rows) == 1:
		what = "looks worse, without a verdict"
	case d.Worse:
		what = "look worse, without a verdict"
	case len(d.Rows) == 1:
		what = "has no verdict"
	}
	return fmt.Sprintf("%d %s: %s: %s", len(d.Rows), what, strings.Join(rows, ", "), d.Reason)
}

// Doubts finds the doubts of tables, those about what looks worse first.
func Doubts(tables []Table, threshold float64) []Doubt {
	var found []Doubt
	blind := !AnySeen(Sights(tables, threshold))
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				if cell == nil || cell.Against == nil {
					continue
				}
				reason, worse := t.Doubt(cell.Against, threshold)
				if reason == "" && blind {
					reason = t.Noise(cell.Against, threshold)
				}
				if reason != "" {
					found = Gather(found, Doubt{worse, reason, []string{t.named(r, cell.Against)}})
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

// Gather adds a doubt to those of the same reason.
func Gather(found []Doubt, d Doubt) []Doubt {
	i := slices.IndexFunc(found, func(o Doubt) bool { return o.Worse == d.Worse && o.Reason == d.Reason })
	if i < 0 {
		return append(found, d)
	}
	found[i].Rows = append(found[i].Rows, d.Rows...)
	return found
}

// named is a row with its unit, and by how much it seems to have changed.
func (t Table) named(r Row, c *Comparison) string {
	s := r.Name + " " + t.Unit
	if c.changes && c.plain.N > 0 {
		s += " (" + change(c.plain.Center) + ")"
	}
	return s
}

// common is by how much two builds of the same code often differ, as a share. Among
// many comparisons, one with such a difference is no news if no threshold is given.
const common = 0.03

// Doubt says why a comparison that is undecided is no all-clear, and whether it
// looks worse by more than a threshold.
func (t Table) Doubt(c *Comparison, threshold float64) (reason string, worse bool) {
	const turns = "measure old and new in turn, such as by bufbench ab"
	switch {
	case t.Beyond(c, threshold) != verdict.Undecided:
		return "", false
	case c.apart:
		return c.Reason, t.looksWorse(c, threshold)
	case t.undirected(c, threshold):
		return c.Reason, true
	case c.Fewest > 0:
		return c.Reason, t.looksWorse(c, threshold)
	case !t.looksWorse(c, threshold):
		return "", false
	case c.raw > c.plainP:
		return "the values depend on the order in which they were measured (" + turns + ")", true
	}
	return fmt.Sprintf("p=%.2g says too little among %d comparisons (take more lines, or compare fewer rows by -filter)", c.raw, t.Family), t.looksWorse(c, max(threshold, common))
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
	if !c.changes || t.Better == 0 || c.rise() == (t.Better > 0) {
		return false
	}
	least, _ := t.loss(c.plain)
	return c.plain.N == 0 || c.Method == Exact || least > threshold
}

// Noise says that a comparison varies too much to show a change of the threshold's
// size.
func (t Table) Noise(c *Comparison, threshold float64) string {
	if t.Sight(c, threshold) != Blind {
		return ""
	}
	return fmt.Sprintf("the values vary too much to show that they are worse by %g %% (take more lines, on a machine that does nothing else)", 100*threshold)
}

// Sight says whether a change of the threshold's size could have been seen in a
// comparison; of any size where there is no threshold.
type Sight int

// The sights.
const (
	Seen     Sight = iota // it could, or it was
	Constant              // likewise, of values that do not vary
	Blind                 // it could not
	Apart                 // it is not looked at, because of where columns were measured
)

// Sight is that of a comparison.
func (t Table) Sight(c *Comparison, threshold float64) Sight {
	decided := t.Beyond(c, threshold) != verdict.Undecided
	switch {
	case decided && (c.Method == Exact && c.equal || c.same):
		return Constant
	case decided:
		return Seen
	case c.apart:
		return Apart
	case c.Fewest > 0 || t.undirected(c, threshold):
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
