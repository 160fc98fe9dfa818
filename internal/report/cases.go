package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// cases prints one scenario with several cases: the answer, a row per case, and what the
// answer depends on.
func (r Run) cases(w io.Writer, s Scenario) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s\n", s.Info.Name, s.Info.Question)
	out.WriteString(arrow(s.Answer))
	if err := r.rows(&out, s); err != nil {
		return fmt.Errorf("print the cases of %s: %w", s.Info.Name, err)
	}
	if err := counts(&out, s.Cases, false); err != nil {
		return fmt.Errorf("print the counters of %s: %w", s.Info.Name, err)
	}
	for _, b := range s.Answer.Breakevens() {
		for _, line := range breakevenLines(b) {
			item(&out, line)
		}
	}
	if third := thirdOf(s.Answer.Third); third != "" {
		item(&out, third)
	}
	if g, ok := s.Answer.Middle(); ok {
		c := caseOf(s, g)
		labelled(&out, "Answer", "at "+place(g.Case)+" "+gainSentence(g, c, r.Rate))
		labelled(&out, "Reading", reading(g, c, r.Setup))
	}
	r.notes(&out, s, dangerous(s))
	_, err := io.WriteString(w, out.String())
	return err
}

// dangerous is the first gain whose fastest arm is a view, or an empty one.
func dangerous(s Scenario) verdict.Gain {
	for _, g := range s.Answer.Gains {
		if g.Danger {
			return g
		}
	}
	return verdict.Gain{}
}

// column is one column of figures of the table of cases.
type column struct {
	head string
	of   func(verdict.Comparison) string
}

// rows prints the table of cases. Columns that do not fit a terminal are left out, the
// least important first.
func (r Run) rows(out *strings.Builder, s Scenario) error {
	columns := r.columns(s)
	for {
		text, err := caseTable(s, columns)
		if err != nil {
			return err
		}
		head, _, _ := strings.Cut(text, "\n")
		if displayed(head) <= width || len(columns) == 1 {
			out.WriteString(text)
			return nil
		}
		columns = columns[:len(columns)-1]
	}
}

// columns are those of the table of cases, the most important first.
func (r Run) columns(s Scenario) []column {
	over := func(arm string) column {
		return column{arm + "\nover best", func(c verdict.Comparison) string { return overBest(c, arm) }}
	}
	all := []column{
		{"best\nper op", func(c verdict.Comparison) string { return bestTime(c) }},
		over("copy"),
	}
	if r.Rate > 0 {
		all = append(all, column{"copy\nat " + rateText(r.Rate), func(c verdict.Comparison) string { return extraCPUs(c, r.Rate) }})
	}
	all = append(all, column{"view\nfactor", func(c verdict.Comparison) string { return viewFactor(c) }})
	for _, arm := range []string{"reuse", "view"} {
		if slices.Contains(armNames(s.Cases), arm) {
			all = append(all, over(arm))
		}
	}
	return all
}

func caseTable(s Scenario, columns []column) (string, error) {
	g := grid{header: []string{"size ×passes", "best"}, left: 2}
	for _, col := range columns {
		g.header = append(g.header, col.head)
	}
	for _, c := range s.Cases {
		row := []string{place(c.Case), bestOf(s, c)}
		for _, col := range columns {
			row = append(row, col.of(c))
		}
		g.rows = append(g.rows, row)
	}
	var out strings.Builder
	err := g.text(&out)
	return out.String(), err
}

// bestOf is the fastest arm of a case, tie or undecided.
func bestOf(s Scenario, c verdict.Comparison) string {
	if g, ok := gainOf(s, c); ok {
		return winner(g)
	}
	return orDash(c.Fastest)
}

// winner is the fastest arm of a gain, tie or undecided; an arm that was measured alone
// is called so.
func winner(g verdict.Gain) string {
	if g.Than == "" {
		return g.Best + " alone"
	}
	return g.Word()
}

func bestTime(c verdict.Comparison) string {
	a := c.Arm(c.Fastest)
	if a == nil {
		return "-"
	}
	return Duration(c.Took(*a).Center)
}

// overBest is what an arm costs over the fastest of its case.
func overBest(c verdict.Comparison, arm string) string {
	a := c.Arm(arm)
	if a == nil {
		return "-"
	}
	return cost(a.Cost.OverBest)
}

func viewFactor(c verdict.Comparison) string {
	a := c.Arm("view")
	switch {
	case a == nil:
		return "-"
	case a.Factor.N > 0 && !isKnown(a.Factor):
		return verdict.Open
	}
	return factorOr(*a)
}

// extraCPUs is how many more processors the copy takes than the fastest arm, at a rate.
func extraCPUs(c verdict.Comparison, rate float64) string {
	s, ok := savingOf(verdict.Gain{Best: c.Fastest, Than: "copy"}, c, rate)
	if !ok || c.Fastest == "copy" {
		return "-"
	}
	return busy(interval.Estimate{Center: s.CPUs, N: 1})
}
