package page

import (
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed budget.html
var budgetHTML string

//go:embed budget.css
var budgetCSS string

//go:embed flame.css
var flameCSS string

// budgetView is what the page of budgets shows.
type budgetView struct {
	Title   string
	Answer  []string
	Bars    template.HTML
	Changes template.HTML // of the differences; empty without any

	FlameChanges []flameChange // of the differences with samples
	Arms         []budgetArm
	Remarks      []string
	Files        []string
	Failed       []report.Failure
	CSS          template.CSS
}

// budgetArm is the table of one arm.
type budgetArm struct {
	Name, Says, Measured, Unexplained string
	Rows                              []budgetRow
	Functions                         []string      // with the most samples, and their shares
	Events                            []string      // and their counts
	Flame                             template.HTML // empty without samples
	Hottest                           *hottestView
}

// budgetRow is one row, by each source.
type budgetRow struct{ Name, Priced, Sampled string }

// Budgets writes the page of where the time of operations goes.
func Budgets(w io.Writer, d report.BudgetsDocument) error {
	v := budgetView{
		Title: budgetTitle(d), Answer: d.Answer, Remarks: d.Remarks, Files: d.Files, Failed: d.Failed,
		Bars: barsOf(d).draw(), FlameChanges: flameChanges(d), CSS: template.CSS(pageCSS + budgetCSS + flameCSS), //nolint:gosec // both are ours
	}
	if len(d.Differences) > 0 {
		v.Changes = changeBars(d).draw()
	}
	for _, a := range d.Arms {
		v.Arms = append(v.Arms, budgetArmOf(a))
	}
	return fill(w, budgetHTML, v)
}

// BudgetsSVG writes the bars of the arms alone, as a file for light and for dark.
func BudgetsSVG(w io.Writer, d report.BudgetsDocument) error {
	if len(d.Arms) == 0 {
		return fmt.Errorf("draw budgets: no arm was measured")
	}
	return writeSVG(w, string(barsOf(d).draw()), pageCSS+budgetCSS)
}

// writeSVG writes a drawing with its style.
func writeSVG(w io.Writer, drawing, css string) error {
	style := "<style>" + css + "svg{background:var(--paper)}</style>"
	drawing = strings.Replace(drawing, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
	drawing = strings.Replace(drawing, ">", ">"+style, 1)
	if _, err := io.WriteString(w, drawing+"\n"); err != nil {
		return fmt.Errorf("write a drawing: %w", err)
	}
	return nil
}

func budgetTitle(d report.BudgetsDocument) string {
	axes := ""
	for _, a := range (report.CaseJSON{Axes: d.Axes}).Case().Axes {
		axes += a.Key + "=" + a.Value + " "
	}
	return fmt.Sprintf("%s %s%s ×%d: where the time of an operation goes", d.Scenario, axes, d.Size, d.Passes)
}

// budgetArmOf puts the rows of both sources side by side, those of the samples behind.
func budgetArmOf(a report.BudgetJSON) budgetArm {
	one := budgetArm{Name: a.Arm, Says: a.Says, Measured: timeWords(a.Measured), Unexplained: timeWords(a.Unexplained)}
	at := map[string]int{}
	row := func(name string) *budgetRow {
		i, known := at[name]
		if !known {
			i, at[name] = len(one.Rows), len(one.Rows)
			one.Rows = append(one.Rows, budgetRow{Name: name})
		}
		return &one.Rows[i]
	}
	for _, e := range a.Events {
		if e.PerOp != nil && e.PerOp.Center > 0 {
			one.Events = append(one.Events, e.Event+" "+report.Figures(e.PerOp.Center))
		}
	}
	one.Flame, one.Hottest = flameOf(a), hottestOf(a)
	for _, p := range a.Parts {
		row(p.Row).Priced = timeWords(p.Time)
	}
	if a.Sampled == nil {
		return one
	}
	for _, p := range a.Sampled.Parts {
		row(p.Row).Sampled = timeWords(p.Time)
	}
	for _, f := range a.Sampled.Functions {
		one.Functions = append(one.Functions, fmt.Sprintf("%s %.0f %%", f.Name, 100*f.Share))
	}
	return one
}

// timeWords is a time with its interval.
func timeWords(e *report.EstimateJSON) string {
	if e == nil {
		return ""
	}
	if e.Lo == nil || e.Hi == nil {
		return report.Duration(e.Center)
	}
	return report.Duration(e.Center) + " [" + report.Duration(*e.Lo) + ", " + report.Duration(*e.Hi) + "]"
}
