package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// doubt is a list of undecided results that have one reason.
type doubt struct {
	worse  bool   // they look worse, by more than the threshold
	reason string // and what to do about it
	rows   []string
}

// line is the doubt in one line.
func (d doubt) line() string {
	const most = 3
	var rows []string
	for _, r := range d.rows[:min(most, len(d.rows))] {
		rows = append(rows, plain(r))
	}
	if len(d.rows) > most {
		rows = append(rows, fmt.Sprintf("%d more", len(d.rows)-most))
	}
	what := counted(len(d.rows), "has no verdict", "have no verdict")
	if d.worse {
		what = counted(len(d.rows), "looks worse, without a verdict", "look worse, without a verdict")
	}
	return console.Line(fmt.Sprintf("%s: %s: %s", what, strings.Join(rows, ", "), d.reason), 1200)
}

// gathered joins doubts that have one reason, in the order of the first of each.
func gathered(all []doubt) []doubt {
	var found []doubt
	for _, d := range all {
		i := slices.IndexFunc(found, func(o doubt) bool { return o.worse == d.worse && o.reason == d.reason })
		if i < 0 {
			found = append(found, d)
			continue
		}
		found[i].rows = append(found[i].rows, d.rows...)
	}
	return found
}

// lines are doubts, each in one line.
func lines(doubts []doubt) []string {
	var lines []string
	for _, d := range doubts {
		lines = append(lines, d.line())
	}
	return lines
}

// doubtsOf are the doubts about comparisons, joined by reason.
func doubtsOf(all []compare.Doubt) []doubt {
	var found []doubt
	for _, d := range all {
		row := d.Row + " " + d.Table.Unit
		if d.Change > 0 {
			row += " (" + change(d.Change) + ")"
		}
		found = append(found, doubt{d.Worse, undecidedBy(d.Reason, d.Table, d.Against, d.Threshold), []string{row}})
	}
	return gathered(found)
}

// undecidedBy says why a comparison is undecided, or no all-clear, and what to do about
// it.
func undecidedBy(why compare.Reason, t *compare.Table, c *compare.Comparison, threshold float64) string {
	switch why {
	case compare.Separated:
		return apart(t.Apart)
	case compare.Undirected:
		return fmt.Sprintf("it changed, and nothing says whether more of %s is better (say it: %s)", t.Unit, tryUnit(t.Unit))
	case compare.TooFew:
		return tooFew(c)
	case compare.NoRatio:
		return sampleSizes(c) + " show no change, and there is no ratio to a value that is not above 0"
	case compare.NoInterval:
		return sampleSizes(c) + " give no interval (take 10 of each)"
	case compare.Wide:
		return wide(c)
	case compare.Ordered:
		return "the values depend on the order in which they were measured (measure old and new in turn, such as by bufbench ab)"
	case compare.Corrected:
		return fmt.Sprintf("p=%.2g says too little among %d comparisons (take more lines, or compare fewer rows by %s)", c.Raw, t.Family, tryFewerRows)
	case compare.TooNoisy:
		return fmt.Sprintf("the values vary too much to show that they are worse by %g %% (take more lines, on a machine that does nothing else)", 100*threshold)
	}
	return ""
}

// wide gives the interval of a comparison that may be better or worse.
func wide(c *compare.Comparison) string {
	s := fmt.Sprintf("%s: between %s and %s", sampleSizes(c), change(c.Ratio.Lo), change(c.Ratio.Hi))
	if !math.IsInf(c.Detectable, 1) {
		s += "; too few to see less than " + strings.TrimPrefix(change(c.Detectable), "+")
	}
	return s
}

// tooFew says that the values are too few to show anything, and how many could have
// shown something.
func tooFew(c *compare.Comparison) string {
	s := sampleSizes(c) + " can show nothing"
	if c.Few.Family > 0 {
		s += fmt.Sprintf(" in a table of %d", c.Few.Family)
	}
	s += fmt.Sprintf(" (take at least %d", c.Few.Need)
	if c.Method != compare.Paired {
		s += " of each"
	}
	if c.Few.Loose {
		s += ", or " + tryCorrection
	}
	return s + ")"
}

// sampleSizes is how many values were compared.
func sampleSizes(c *compare.Comparison) string {
	switch {
	case c.Method == compare.Paired:
		return counted(c.N1, "pair", "pairs")
	case c.N1 == 1 && c.N2 == 1:
		return "single lines"
	case c.N1 != c.N2:
		return fmt.Sprintf("%d and %d lines", c.N1, c.N2)
	}
	return fmt.Sprintf("%d lines", c.N1)
}

// apart says why the columns of a table cannot be judged against each other; nothing if
// they can.
func apart(s compare.Separation) string {
	switch {
	case s.Kind == compare.ByAccess:
		return "instructions do not tell the cost of memory: they do not compare a copy with a view"
	case s.Kind == compare.Together:
		return ""
	case s.Setting != "":
		return fmt.Sprintf("measured on different machines (%s)", s.Setting)
	}
	return fmt.Sprintf("measured on different machines (%s and %s)", s.Places[0], s.Places[1])
}
