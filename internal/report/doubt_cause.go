package report

import (
	"fmt"
	"math"
	"strconv"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// cause is what doubts of one sentence have in common. Figures of the sentence, such as
// numbers of lines, may differ from doubt to doubt.
type cause struct {
	why    compare.Reason
	method compare.Method // if the sentence has numbers of lines or pairs
	text   string         // what else the sentence says
}

func causeOf(d compare.Doubt) cause {
	c := cause{why: d.Reason}
	switch d.Reason {
	case compare.Separated:
		c.text = apart(d.Table.Apart)
	case compare.Undirected:
		c.text = d.Table.Unit
	case compare.TooFew:
		c.method, c.text = d.Against.Method, strconv.Itoa(d.Against.Few.Family)
	case compare.NoRatio, compare.NoInterval, compare.Wide:
		c.method = d.Against.Method
	case compare.Corrected:
		c.text = strconv.Itoa(d.Table.Family)
	}
	return c
}

// reasonsOf has a sentence for every cause of undecided comparisons in a table.
func reasonsOf(t *compare.Table, threshold float64) map[cause]string {
	all := map[cause][]compare.Doubt{}
	for c := range t.Comparisons() {
		d := doubtOf(t, c, threshold)
		all[causeOf(d)] = append(all[causeOf(d)], d)
	}
	said := map[cause]string{}
	for cause, doubts := range all {
		said[cause] = because(doubts)
	}
	return said
}

// doubtOf is the doubt about a comparison; without a reason if it is decided.
func doubtOf(t *compare.Table, c *compare.Comparison, threshold float64) compare.Doubt {
	return compare.Doubt{Reason: c.Reason, Table: t, Against: c, Threshold: threshold}
}

// undecidedBy says why a comparison is undecided; nothing without a reason.
func undecidedBy(why compare.Reason, t *compare.Table, c *compare.Comparison) string {
	return because([]compare.Doubt{{Reason: why, Table: t, Against: c}})
}

// because says why comparisons are undecided, or no all-clear, and what to do about it.
// They have one cause.
func because(all []compare.Doubt) string {
	d := all[0]
	switch d.Reason {
	case compare.Separated:
		return apart(d.Table.Apart)
	case compare.Undirected:
		return fmt.Sprintf("it changed, and nothing says whether more of %s is better (say it: %s)", d.Table.Unit, tryUnit(d.Table.Unit))
	case compare.TooFew:
		return tooFew(all)
	case compare.NoRatio:
		return sampleSizes(all) + " show no change, and there is no ratio to a value that is not above 0"
	case compare.NoInterval:
		return sampleSizes(all) + " give no interval (take 10 of each)"
	case compare.Wide:
		return wide(all)
	case compare.Ordered:
		return "the values depend on the order in which they were measured (measure old and new in turn, such as by bufbench ab)"
	case compare.Corrected:
		return corrected(all)
	case compare.TooNoisy:
		return fmt.Sprintf("the values vary too much to show that they are worse by %.6g %% (take more lines, on a machine that does nothing else)", 100*d.Threshold)
	}
	return ""
}

// wide says how far changes may be better or worse, and which change so many values
// could have seen.
func wide(all []compare.Doubt) string {
	s := sampleSizes(all) + ": each change may be up or down"
	if c := all[0].Against; len(all) == 1 {
		s = fmt.Sprintf("%s: the change is between %s and %s", sampleSizes(all), change(c.Ratio.Lo), change(c.Ratio.Hi))
	}
	least, most := math.Inf(1), 0.
	for _, d := range all {
		if x := d.Against.Detectable; !math.IsInf(x, 1) {
			least, most = min(least, x), max(most, x)
		}
	}
	if most == 0 {
		return s
	}
	return s + "; they could have seen " + fromTo(change(least), change(most))
}

// corrected says that p-values are too large for so many comparisons.
func corrected(all []compare.Doubt) string {
	least, most := 1., 0.
	for _, d := range all {
		least, most = min(least, d.Against.Raw), max(most, d.Against.Raw)
	}
	says := "says"
	if len(all) > 1 {
		says = "say"
	}
	p := fromTo(fmt.Sprintf("%.2g", least), fmt.Sprintf("%.2g", most))
	return fmt.Sprintf("p=%s %s too little among %d comparisons (take more lines, or compare fewer rows by %s)", p, says, all[0].Table.Family, tryFewerRows)
}

// tooFew says that the values are too few to show anything, and how many could have
// shown something.
func tooFew(all []compare.Doubt) string {
	need, loose := 0, true
	for _, d := range all {
		need, loose = max(need, d.Against.Few.Need), loose && d.Against.Few.Loose
	}
	s := sampleSizes(all) + " can show nothing"
	if family := all[0].Against.Few.Family; family > 0 {
		s += fmt.Sprintf(" in a table of %d", family)
	}
	s += fmt.Sprintf(" (take at least %d", need)
	if all[0].Against.Method != compare.Paired {
		s += " of each"
	}
	if loose {
		s += ", or " + tryCorrection
	}
	return s + ")"
}

// sampleSizes is how many values were compared: 24 pairs, 10 lines, 3 to 5 lines.
func sampleSizes(all []compare.Doubt) string {
	c := all[0].Against
	least, most, alike := min(c.N1, c.N2), max(c.N1, c.N2), true
	for _, d := range all {
		n1, n2 := d.Against.N1, d.Against.N2
		least, most, alike = min(least, n1, n2), max(most, n1, n2), alike && n1 == c.N1 && n2 == c.N2
	}
	switch {
	case c.Method == compare.Paired && least == most:
		return counted(least, "pair", "pairs")
	case c.Method == compare.Paired:
		return fmt.Sprintf("%d to %d pairs", least, most)
	case most == 1:
		return "single lines"
	case alike && least != most:
		return fmt.Sprintf("%d and %d lines", c.N1, c.N2)
	}
	return fromTo(strconv.Itoa(least), strconv.Itoa(most)) + " lines"
}

// fromTo is a range in words: 3, or 3 to 5.
func fromTo(least, most string) string {
	if least == most {
		return least
	}
	return least + " to " + most
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
