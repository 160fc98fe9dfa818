package page

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// BenchmarkBudget writes the page of where the time and the memory of a benchmark go.
func BenchmarkBudget(w io.Writer, d report.BenchmarkBudgetDocument) error {
	v := budgetView{
		Title: d.Benchmark + ": where the time of an operation goes", Answer: d.Answer, Remarks: d.Remarks, Files: d.Files,
		Bars: sidesOf(d), Changes: sideChange(d), CSS: budgetStyle(),
	}
	for _, f := range d.Failed {
		v.Failed = append(v.Failed, report.Failure{Name: f.What, Reason: f.Said})
	}
	for _, t := range d.Sides {
		v.Arms = append(v.Arms, sideOf(t))
	}
	if len(d.Sides) == 2 {
		was, now := samplesOf(d.Sides[0]), samplesOf(d.Sides[1])
		if was.count > 0 && now.count > 0 {
			v.FlameChanges = append(v.FlameChanges, flameChangeOf(0, was, now))
		}
	}
	for _, f := range d.Functions {
		v.Tables = append(v.Tables, functionTable(f))
	}
	for _, t := range d.Sides {
		if t.Instructions != nil {
			v.Tables = append(v.Tables, countTable(t))
		}
	}
	return fill(w, budgetHTML, v)
}

// BenchmarkBudgetSVG writes the bars of the sides alone, as a file for light and for dark.
func BenchmarkBudgetSVG(w io.Writer, d report.BenchmarkBudgetDocument) error {
	if len(d.Sides) == 0 {
		return fmt.Errorf("draw the budget of %s: nothing was measured", d.Benchmark)
	}
	return writeSVG(w, string(sidesOf(d).Draw()), pageCSS+budgetCSS)
}

// sidesOf are the bars of the sides.
func sidesOf(d report.BenchmarkBudgetDocument) bars {
	b := bars{Title: "where the time of an operation goes, per side", Part: "the CPU samples of one kind of work, as time of an operation"}
	for _, t := range d.Sides {
		name := t.Name
		if len(d.Sides) == 1 {
			name = "time"
		}
		b.Rows = append(b.Rows, barOf(name, t.Measured, wordedParts(t.Parts), t.Unexplained))
	}
	return b
}

// sideChange is the bar of the change.
func sideChange(d report.BenchmarkBudgetDocument) bars {
	b := bars{Title: "The change from the base to the head"}
	if c := d.Change; c != nil {
		b.Rows = append(b.Rows, barOf(c.Arm+" − "+c.Than, c.Measured, wordedParts(c.Parts), c.Unexplained))
	}
	return b
}

// wordedParts are parts in the words of the other forms.
func wordedParts(parts []report.PartJSON) (all []report.PartJSON) {
	for _, p := range parts {
		p.Row = report.RowName(budget.Row(p.Row))
		all = append(all, p)
	}
	return all
}

// sideOf is the table of one side.
func sideOf(t report.TraceJSON) budgetArm {
	a := budgetArm{
		Name: t.Name, Sources: [2]string{"CPU samples", "prices"}, Functions: hottestWords(t.Functions),
		Hottest: hottestOf(t.Name, t.Hottest, t.Samples),
	}
	if now := samplesOf(t); now.count > 0 {
		a.Flame = now.flame()
	}
	a.add(0, wordedParts(t.Parts))
	a.add(1, wordedParts(t.Priced))
	a.end(t.Unexplained, t.Measured)
	for _, c := range t.Heap.Classes {
		if len(a.Objects) < objectsMost {
			a.Objects = append(a.Objects, fmt.Sprintf("%s × %s by %s", report.Figures(c.Objects), bench.Bytes(c.Size), report.Generic(c.Site)))
		}
	}
	return a
}

// objectsMost is how many sizes of objects a side names.
const objectsMost = 6

// samplesOf are the samples of a side. They stand for CPU time, which is no share of the
// measured time.
func samplesOf(t report.TraceJSON) sampled {
	s := sampled{arm: t.Name, stacks: t.Stacks}
	for _, one := range s.stacks {
		s.count += one.Samples
	}
	for _, p := range t.Parts {
		if p.Time != nil {
			s.ns += p.Time.Center
		}
	}
	return s
}

// functionTable is the table of the functions with the largest change of one figure.
func functionTable(d profdiff.Difference) budgetTable {
	t := budgetTable{Title: d.Sample + " by function", Header: []string{"function", "base", "head", "change", "may be chance"}}
	row := func(name string, m profdiff.Measure) {
		chance := ""
		if m.Chance {
			chance = "yes"
		}
		t.Rows = append(t.Rows, []string{
			report.Generic(name), report.ProfileFigure(d, m.Base.PerOp), report.ProfileFigure(d, m.Head.PerOp), report.ProfileFigure(d, m.Diff()), chance,
		})
	}
	for _, f := range d.Functions[:min(len(d.Functions), functionsMost)] {
		row(f.Name, f.Flat)
	}
	row("total", d.Total)
	return t
}

// countTable is the table of the instructions of a side, by row and by function.
func countTable(t report.TraceJSON) budgetTable {
	one := budgetTable{Title: "Instructions of " + t.Name, Header: []string{"row or function", "per operation"}}
	row := func(name string, n float64) { one.Rows = append(one.Rows, []string{name, report.Figures(n)}) }
	for _, r := range t.Instructions.Rows {
		row(report.RowName(budget.Row(r.Row)), r.PerOp)
	}
	row("counted", t.Instructions.PerOp)
	for _, f := range t.Instructions.Functions[:min(len(t.Instructions.Functions), functionsMost)] {
		row(report.Generic(f.Function), f.PerOp)
	}
	return one
}

// functionsMost is how many functions such a table has.
const functionsMost = 10
