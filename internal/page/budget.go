package page

import (
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
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
	Bars    bars
	Changes bars // of the differences; without rows if there are none

	FlameChanges []flameChange // of the differences with samples
	Tables       []budgetTable
	Arms         []budgetArm
	Remarks      []string
	Files        []string
	Failed       []report.Failure
	CSS          template.CSS
}

// budgetArm is the table of one arm.
type budgetArm struct {
	Name, Says string
	Sources    [2]string // of the columns
	Rows       []budgetRow
	Functions  []string      // with the most samples, and their shares
	Events     []string      // and their counts
	Objects    []string      // that an operation allocates
	Flame      template.HTML // empty without samples
	Hottest    *hottestView
}

// budgetTable is a table of its own.
type budgetTable struct {
	Title  string
	Header []string
	Rows   [][]string
}

// budgetRow is one row, by each source.
type budgetRow struct {
	Name string
	Says [2]string
}

// Budgets writes the page of where the time of operations goes.
func Budgets(w io.Writer, d report.BudgetsDocument) error {
	v := budgetView{
		Title: budgetTitle(d), Answer: d.Answer, Remarks: d.Remarks, Files: d.Files, Failed: d.Failed,
		Bars: barsOf(d), Changes: changeBars(d), FlameChanges: flameChanges(d), CSS: budgetStyle(),
	}
	for _, a := range d.Arms {
		v.Arms = append(v.Arms, budgetArmOf(a))
	}
	return fill(w, budgetHTML, v)
}

func budgetStyle() template.CSS { return template.CSS(pageCSS + budgetCSS + flameCSS) } //nolint:gosec // all are ours

// BudgetsSVG writes the bars of the arms alone, as a file for light and for dark.
func BudgetsSVG(w io.Writer, d report.BudgetsDocument) error {
	if len(d.Arms) == 0 {
		return fmt.Errorf("draw budgets: no arm was measured")
	}
	return writeSVG(w, string(barsOf(d).Draw()), pageCSS+budgetCSS)
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
	one := budgetArm{Name: a.Arm, Says: a.Says, Sources: [2]string{"prices", "CPU samples"}, Flame: flameOf(a)}
	for _, e := range a.Events {
		if e.PerOp != nil && e.PerOp.Center > 0 {
			one.Events = append(one.Events, e.Event+" "+report.Figures(e.PerOp.Center))
		}
	}
	one.add(0, a.Parts)
	if a.Sampled != nil {
		one.add(1, a.Sampled.Parts)
		one.Functions, one.Hottest = hottestWords(a.Sampled.Functions), hottestOf(a.Arm, a.Hottest, a.Sampled.Samples)
	}
	one.end(a.Unexplained, a.Measured)
	return one
}

// add puts the parts of a source into its column.
func (a *budgetArm) add(source int, parts []report.PartJSON) {
	for _, p := range parts {
		at := slices.IndexFunc(a.Rows, func(r budgetRow) bool { return r.Name == p.Row })
		if at < 0 {
			at, a.Rows = len(a.Rows), append(a.Rows, budgetRow{Name: p.Row})
		}
		a.Rows[at].Says[source] = timeWords(p.Time)
	}
}

// end adds the rows by which the first column adds up.
func (a *budgetArm) end(unexplained, measured *report.EstimateJSON) {
	a.Rows = append(a.Rows,
		budgetRow{Name: rest, Says: [2]string{timeWords(unexplained)}},
		budgetRow{Name: "measured", Says: [2]string{timeWords(measured)}})
}

// hottestWords name functions with their shares of the samples.
func hottestWords(functions []budget.Function) (all []string) {
	for _, f := range functions {
		all = append(all, fmt.Sprintf("%s %.0f %%", report.Generic(f.Name), 100*f.Share))
	}
	return all
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
