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
	Strip          template.HTML
	Changes        []change
	Outcomes       []report.OutcomeJSON
	CSS            template.CSS
}

// change is one benchmark of one unit against the base.
type change struct {
	Name, Unit, Column, Base, Now, Delta, Range, Verdict, Seen, Reason string

	ratio *report.EstimateJSON
	rank  int // what should be looked at first
}

// ranks is the order of verdicts on the page.
var ranks = []string{"worse", "undecided", "better", "allowed", "same code", "same"}

// Comparison writes the page of a comparison: what changed stands on top.
func Comparison(w io.Writer, d report.ComparisonDocument) error {
	v := changesView{Title: "bufbench: " + d.Summary, Summary: d.Summary, Notes: d.Notes}
	for _, p := range d.Unread {
		v.Missing = append(v.Missing, p.File+":"+strconv.Itoa(p.Line)+": "+p.What)
	}
	for _, g := range d.Gone {
		v.Missing = append(v.Missing, g.Name+" "+g.Unit+" is gone from "+g.Column)
	}
	for _, t := range d.Tables {
		v.Changes = append(v.Changes, changesOf(t)...)
	}
	slices.SortStableFunc(v.Changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.size(), a.size()))
	})
	v.Strip = changeStrip(v.Changes)
	return v.write(w)
}

// Gate writes the page of a gate: what fails stands on top.
func Gate(w io.Writer, d report.GateDocument) error {
	return changesView{Title: "bufbench: " + d.Summary, Summary: d.Summary, Notes: d.Notes, Missing: d.Problems, Outcomes: d.Outcomes}.write(w)
}

func (v changesView) write(w io.Writer) error {
	v.CSS = template.CSS(pageCSS) //nolint:gosec // it is ours
	t, err := template.New("changes").Parse(changesHTML)
	if err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	if err := t.Execute(w, v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
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
				Verdict: a.Counted, Reason: a.Reason, ratio: a.Ratio,
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
			if a.Detectable != nil {
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

// deltaWords is a ratio as a change in per cent.
func deltaWords(ratio float64) string { return fmt.Sprintf("%+.3g %%", 100*(ratio-1)) }

// valueWords is a value in its unit.
func valueWords(x float64, unit string) string {
	if unit == "sec/op" {
		return report.Duration(1e9 * x)
	}
	return report.Figures(x)
}

// maxStrip is how many changes are drawn; the table has all.
const maxStrip = 60

// changeStrip draws changes with their intervals on one logarithmic axis.
func changeStrip(all []change) template.HTML {
	var some []change
	var values []float64
	for _, c := range all {
		if c.ratio != nil && c.ratio.Center > 0 && len(some) < maxStrip {
			some, values = append(some, c), append(values, c.ratio.Center)
		}
	}
	if len(some) == 0 {
		return ""
	}
	d := &svg{width: stripWidth, height: stripTop + stripRow*float64(len(some)) + 10, title: "changes against the base, with intervals"}
	x := around(append(values, 0.9, 1.1), 330, stripWidth-110)
	for _, v := range []float64{0.25, 0.5, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 2, 4} {
		if v >= x.lo && v <= x.hi {
			d.line("grid", x.at(v), stripTop-8, x.at(v), d.height-10)
			d.text("tick", "middle", x.at(v), stripTop-12, deltaWords(v))
		}
	}
	d.line("unity", x.at(1), stripTop-8, x.at(1), d.height-10)
	for i, c := range some {
		y := stripTop + stripRow*(float64(i)+0.5)
		class := map[string]string{"worse": "a4", "better": "a3", "undecided": "grey"}[c.Verdict]
		if class == "" {
			class = "hollow"
		}
		d.text("name", "end", 320, y+4, short(c.Name+" "+c.Unit))
		d.text("tick", "start", stripWidth-100, y+4, c.Verdict)
		if c.ratio.Lo != nil && c.ratio.Hi != nil && *c.ratio.Lo > 0 {
			d.line("whisker any", x.at(*c.ratio.Lo), y, x.at(*c.ratio.Hi), y)
		}
		d.mark("point "+class, 0, x.at(c.ratio.Center), y, c.Name+" "+c.Unit+": "+c.Delta+" ["+c.Range+"], "+c.Verdict)
	}
	return d.html()
}

// short is a name that fits beside a drawing.
func short(name string) string {
	const most = 48
	letters := []rune(name)
	if len(letters) <= most {
		return name
	}
	return "…" + string(letters[len(letters)-most+1:])
}
