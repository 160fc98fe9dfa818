package compare

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// Goal says how verdicts are reached. The zero value means the defaults.
type Goal struct {
	Alpha      float64 // level of the verdicts of a table together; 0 means 0.05
	Confidence float64 // of every interval; 0 means 0.95
	Margin     float64 // ratios within 1 ± Margin are the same; 0 means 0.01
	Correction Correction
}

// Correction is for the number of comparisons in a table.
type Correction string

// The corrections.
const (
	Holm              Correction = "holm" // at most Alpha that even one verdict of the table is false; the zero value means it too
	BenjaminiHochberg Correction = "bh"   // at most a share Alpha of the verdicts is false
	None              Correction = "none" // each for itself, as benchstat
)

func (g Goal) orDefaults() Goal {
	if g.Alpha == 0 {
		g.Alpha = 0.05
	}
	if g.Confidence == 0 {
		g.Confidence = 0.95
	}
	if g.Margin == 0 {
		g.Margin = verdict.DefaultMargin
	}
	if g.Correction == "" {
		g.Correction = Holm
	}
	return g
}

// power is how often a detectable change is found.
const power = 0.9

// decide corrects the p-values of a table and comes to its verdicts.
func (g Goal) decide(t *Table) {
	var family []*Comparison
	var p []float64
	for c := range t.Comparisons() {
		if c.Method != Exact && !math.IsNaN(c.Raw) && !c.sameCode {
			family, p = append(family, c), append(p, c.Raw)
		}
	}
	t.Family = len(family)
	switch g.Correction {
	case Holm:
		p = interval.Holm(p)
	case BenjaminiHochberg:
		p = interval.BenjaminiHochberg(p)
	}
	for i, c := range family {
		c.Adjusted = p[i]
		c.Few = g.few(c, t.Family)
		c.Detectable = g.detectable(c, g.first(t.Family))
	}
	for c := range t.Comparisons() {
		c.level = g.Alpha
		c.plain.changes = c.plain.p <= g.Alpha && (c.plain.ratio.N == 0 || c.plain.ratio.Center != 1)
		g.word(t, c)
	}
}

// word comes to the verdict on a comparison whose p-value is corrected.
func (g Goal) word(t *Table, c *Comparison) {
	up := c.rise()
	switch {
	case c.Method == Exact && c.equal:
		c.Word = verdict.Same
	case t.Apart.Kind != Together && (c.Method != Exact || t.Unit == result.Instructions):
		c.Word, c.Reason, c.apart = verdict.Undecided, Separated, true
	case c.sameCode:
		c.Word, c.Adjusted = SameCode, 1
	case c.near && t.Unit == "B/op":
		c.Word = verdict.Same
	case c.Method == Exact || c.Adjusted <= g.Alpha && c.Ratio.Center != 1:
		c.Word = worth(up, t.Better)
		if c.Word == verdict.Undecided {
			c.Reason = Undirected
		}
	case c.Ratio.N > 0 && c.Ratio.Lo >= 1-g.Margin && c.Ratio.Hi <= 1+g.Margin:
		c.Word = verdict.Same
	default:
		c.Word, c.Reason = verdict.Undecided, c.reason()
	}
}

// rise reports whether the values are larger than those of the base.
func (c *Comparison) rise() bool { return c.Ratio.Center > 1 || c.Ratio.N == 0 && c.rises }

// worth is what a change is worth.
func worth(up bool, better int) verdict.Word {
	switch {
	case better == 0:
		return verdict.Undecided
	case up == (better > 0):
		return verdict.Better
	}
	return verdict.Worse
}

// first returns the level of the first step of the correction for a family of
// comparisons. With Benjamini and Hochberg it may be as high as Alpha: it is, if all
// of them change.
func (g Goal) first(family int) float64 {
	if g.Correction == Holm {
		return g.Alpha / float64(max(1, family))
	}
	return g.Alpha
}

// detectable is the smallest ratio above 1 that as many values, as noisy as
// these, would show to be a change nine times in ten at a level (see
// [interval.Detects]).
func (g Goal) detectable(c *Comparison, level float64) float64 {
	if c.Few.Need > 0 || c.Ratio.N == 0 || math.IsInf(c.Ratio.Hi, 1) || !(c.Ratio.Lo > 0) {
		return math.Inf(1)
	}
	logs := c.Ratio
	logs.Lo, logs.Hi = math.Log(c.Ratio.Lo), math.Log(c.Ratio.Hi)
	return math.Exp(interval.Detects(logs, c.N1+c.N2, level, power))
}

// few says whether the values of a comparison of a family are too few to show anything.
func (g Goal) few(c *Comparison, family int) Few {
	f := Few{Need: g.fewest(c, g.first(family))}
	if f.Need > 0 && g.Correction == Holm {
		f.Loose = g.fewest(c, g.Alpha) == 0
		if family > 1 {
			f.Family = family
		}
	}
	return f
}

// fewest is how many values of each sample reach a level where all of one lie above
// all of the other; 0 where there are so many.
func (g Goal) fewest(c *Comparison, level float64) int {
	if c.Method == Paired {
		if n := verdict.FewestLaunches(level, c.design); n > c.N1 {
			return n
		}
		return 0
	}
	if leastP(c.N1, c.N2) <= level {
		return 0
	}
	const most = 500 // of each are enough for every level that a float64 holds
	n := 1
	for n < most && leastP(n, n) > level {
		n++
	}
	return n
}

// leastP is the smallest p-value of a rank-sum test of so many values: 2 over (n1+n2
// choose n1), for samples that do not overlap.
func leastP(n1, n2 int) float64 {
	p := 2.
	for i := 1; i <= min(n1, n2); i++ {
		p *= float64(i) / float64(max(n1, n2)+i)
	}
	return min(p, 1)
}
