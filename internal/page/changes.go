package page

import (
	"cmp"
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed changes.html
var changesHTML string

// changesView is what the page of a comparison, or of a gate, shows.
type changesView struct {
	Title, Summary string
	Notes          []string
	Missing        []string
	Units          []unitRow
	Strip          template.HTML
	Pairs          []pairs
	Changes        []change
	Outcomes       []report.OutcomeJSON
	CSS            template.CSS
}

// change is one benchmark of one unit against the base.
type change struct {
	Name, Unit, Column, Base, Now, Delta, Range, Verdict, Seen, Reason string
	evidence
}

// evidence is what a change is drawn from.
type evidence struct {
	ratio   *report.EstimateJSON
	rank    int          // what should be looked at first
	samples [2][]float64 // of the base and now, in the order in which they were measured
	paired  bool
}

// ranks is the order of verdicts on the page.
var ranks = []string{"worse", "undecided", "better", "allowed", "same code", "same"}

// Comparison writes the page of a comparison: what changed stands on top.
func Comparison(w io.Writer, d report.ComparisonDocument) error {
	v := changesView{Title: "bufbench: " + d.Summary, Summary: d.Summary, Notes: d.Notes}
	for _, p := range d.Unread {
		at := p.File
		if p.Line > 0 {
			at += ":" + strconv.Itoa(p.Line)
		}
		v.Missing = append(v.Missing, at+": "+p.What)
	}
	for _, g := range d.Gone {
		v.Missing = append(v.Missing, g.Name+" "+g.Unit+" is gone from "+g.Column)
	}
	for _, t := range d.Tables {
		v.Changes = append(v.Changes, changesOf(t)...)
		v.Units = append(v.Units, unitRows(t)...)
	}
	slices.SortStableFunc(v.Changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.sure(), a.sure()), cmp.Compare(b.size(), a.size()))
	})
	v.Strip, v.Pairs = changeStrip(v.Changes), pairsOf(v.Changes)
	return v.write(w)
}

// Gate writes the page of a gate: what fails stands on top.
func Gate(w io.Writer, d report.GateDocument) error {
	outcomes := slices.Clone(d.Outcomes)
	slices.SortStableFunc(outcomes, func(a, b report.OutcomeJSON) int { return cmp.Compare(outcomeRank(a), outcomeRank(b)) })
	d.Outcomes = outcomes
	return changesView{Title: "bufbench: " + d.Summary, Summary: d.Summary, Notes: d.Notes, Missing: d.Problems, Outcomes: d.Outcomes}.write(w)
}

// outcomeRank is the place of an outcome: failures first, and what holds last.
func outcomeRank(o report.OutcomeJSON) int {
	order := []string{"broken", "gone", "looks broken", "undecided", "allowed", "acknowledged", "skipped", "holds"}
	word := o.Outcome
	if o.Looks {
		word = "looks broken"
	}
	if at := slices.Index(order, word); at >= 0 {
		return at
	}
	return len(order)
}

func (v changesView) write(w io.Writer) error {
	v.CSS = template.CSS(pageCSS) //nolint:gosec // it is ours
	return fill(w, changesHTML, v)
}

// changesOf are the comparisons of a table.
func changesOf(t report.ComparisonTableJSON) (all []change) {
	for _, r := range t.Rows {
		if len(r.Cells) == 0 || r.Cells[0] == nil {
			continue
		}
		base := r.Cells[0]
		for i, cell := range r.Cells[1:] {
			if cell == nil || cell.Against == nil {
				continue
			}
			a := cell.Against
			one := change{
				Name: r.Name, Unit: t.Unit, Column: columnWords(t, i+1), Base: valueWords(base.Center, t.Unit), Now: valueWords(cell.Center, t.Unit),
				Verdict: a.Counted, Reason: a.Reason, evidence: evidence{ratio: a.Ratio, samples: [2][]float64{base.Values, cell.Values}, paired: a.Method == "paired"},
			}
			if one.rank = slices.Index(ranks, a.Counted); one.rank < 0 {
				one.rank = len(ranks)
			}
			if a.Ratio != nil {
				one.Delta = deltaWords(a.Ratio.Center)
				if a.Ratio.Lo != nil && a.Ratio.Hi != nil {
					one.Range = deltaWords(*a.Ratio.Lo) + " to " + deltaWords(*a.Ratio.Hi)
				}
			}
			switch {
			case a.Detectable == nil:
			case *a.Detectable == 1:
				one.Seen = "any"
			default:
				one.Seen = deltaWords(*a.Detectable)
			}
			all = append(all, one)
		}
	}
	return all
}

func columnWords(t report.ComparisonTableJSON, i int) string {
	words := ""
	if i < len(t.Columns) {
		for _, label := range t.Columns[i].Labels {
			words += label + " "
		}
	}
	return words
}

// size is how large a change is, as a logarithm.
func (c change) size() float64 {
	if c.ratio == nil || c.ratio.Center <= 0 {
		return 0
	}
	return math.Abs(math.Log(c.ratio.Center))
}

// sure is how large a change is at least: the end of its interval that is nearer to no
// change. It is 0 if the interval holds 1 or has no ends.
func (c change) sure() float64 {
	if c.ratio == nil || c.ratio.Lo == nil || c.ratio.Hi == nil || *c.ratio.Lo <= 0 {
		return 0
	}
	lo, hi := math.Log(*c.ratio.Lo), math.Log(*c.ratio.Hi)
	if lo*hi <= 0 {
		return 0
	}
	return min(math.Abs(lo), math.Abs(hi))
}

// deltaWords is a ratio as a change in per cent.
func deltaWords(ratio float64) string {
	x := 100 * (ratio - 1)
	switch {
	case math.Abs(x) >= 999.5:
		return fmt.Sprintf("%+.0f %%", x)
	case ratio > 0 && x < -99.9:
		return fmt.Sprintf("%.4g %%", max(x, -99.99))
	}
	return fmt.Sprintf("%+.3g %%", x)
}

// valueWords is a value in its unit.
func valueWords(x float64, unit string) string {
	if unit == "sec/op" {
		return report.Duration(1e9 * x)
	}
	return report.Figures(x)
}
