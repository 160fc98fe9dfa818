package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// text prints the answer in sentences, the budgets, the samples, and what to know of
// them.
func (b Budgets) text(w io.Writer) error {
	var out strings.Builder
	if err := b.sheet().text(&out); err != nil {
		return b.lost(err)
	}
	if b.Verbose {
		b.hottestText(&out)
	}
	return b.lost(printLines(w, out.String()))
}

// markdown prints the same for GitHub.
func (b Budgets) markdown(w io.Writer) error {
	var out strings.Builder
	if err := b.sheet().markdown(&out); err != nil {
		return b.lost(err)
	}
	if b.Verbose && len(b.Hottest) > 0 {
		out.WriteString("\n```text")
		b.hottestText(&out)
		out.WriteString("```\n")
	}
	_, err := io.WriteString(w, out.String())
	return b.lost(err)
}

func (b Budgets) sheet() budgetSheet {
	return budgetSheet{b.name() + ": where the time of an operation goes", b.answer(), b.tables(), b.below()}
}

// lost is what a failure to print is called.
func (b Budgets) lost(err error) error {
	if err != nil {
		return fmt.Errorf("print the budgets of %s: %w", b.name(), err)
	}
	return nil
}

// below are the lines below the tables: how it was measured, what each arm does, and
// remarks.
func (b Budgets) below() (all []string) {
	all = append(all, fmt.Sprintf("%s, %s, ± half of a 95 %% interval; a row is a count times a price, both measured here.",
		counted(b.Book.Launches, "launch", "launches"), b.clock()))
	for _, one := range b.Book.Budgets {
		name := one.Arm
		if says := b.says(one.Arm); says != "" {
			name += " (" + says + ")"
		}
		all = append(all, name+": "+workOf(one))
	}
	all = append(all, b.remarks()...)
	if len(b.Files) > 0 {
		all = append(all, counted(len(b.Files), "profile", "profiles")+" kept: go tool pprof -top "+b.Files[0])
	}
	return all
}

// tables are the budgets and then the samples, one column per arm. Arms that do not fit
// beside each other stand in further tables.
func (b Budgets) tables() (all []grid) {
	columns := len(b.Book.Budgets)
	for n := 1; n <= columns; n++ {
		each := (columns + n - 1) / n
		all = b.cut(each)
		fits := true
		for _, g := range all {
			fits = fits && g.columns() <= width
		}
		if fits {
			break
		}
	}
	return all
}

// cut makes tables of so many arms each.
func (b Budgets) cut(each int) (all []grid) {
	for from := 0; from < len(b.Book.Budgets); from += each {
		all = append(all, b.priced(b.Book.Budgets[from:min(from+each, len(b.Book.Budgets))]))
	}
	for from := 0; from < len(b.Book.Budgets); from += each {
		if g := eventGrid(b.Book.Budgets[from:min(from+each, len(b.Book.Budgets))]); len(g.rows) > 0 {
			all = append(all, g)
		}
	}
	for from := 0; from < len(b.Sampled); from += each {
		all = append(all, b.sampled(b.Sampled[from:min(from+each, len(b.Sampled))]))
	}
	return all
}

// priced is the table of the budgets of some arms.
func (b Budgets) priced(some []budget.Budget) grid {
	g := grid{header: []string{"per op"}, left: 1}
	for _, one := range some {
		g.header = append(g.header, one.Arm, "")
	}
	for _, row := range budget.Rows() {
		cells := []string{string(row)}
		for _, one := range some {
			cells = append(cells, partCells(one.Parts, row, one.Time)...)
		}
		g.add(cells)
	}
	rest, whole := []string{"unexplained"}, []string{"measured"}
	for _, one := range some {
		rest = append(rest, spent(one.Unexplained), shareOfTime(one.Unexplained, one.Time))
		whole = append(whole, spent(one.Time), "")
	}
	g.rows = append(g.rows, rest, whole)
	return g
}

// sampled is the table of the CPU samples of some arms.
func (b Budgets) sampled(some []budget.Sampling) grid {
	g := grid{header: []string{"CPU samples"}, left: 1}
	for _, one := range some {
		g.header = append(g.header, one.Arm, "")
	}
	for _, row := range append(budget.Rows(), budget.Other) {
		name := string(row)
		if row == budget.Calls {
			name = "in C"
		}
		cells := []string{name}
		for _, one := range some {
			cells = append(cells, partCells(one.Parts, row, b.timeOf(one.Arm))...)
		}
		g.add(cells)
	}
	counts, hottest := []string{"samples"}, []string{"hottest"}
	for _, one := range some {
		counts = append(counts, fmt.Sprint(one.Samples), "")
		name, share := "-", ""
		if len(one.Functions) > 0 {
			name, share = shortened(one.Functions[0].Name, hottestWidth), fmt.Sprintf("%.0f%%", 100*one.Functions[0].Share)
		}
		hottest = append(hottest, name, share)
	}
	g.rows = append(g.rows, hottest, counts)
	return g
}

// hottestWidth is the width of the name of a function in a table.
const hottestWidth = 18

// add adds a row, unless no arm has it.
func (g *grid) add(cells []string) {
	for _, cell := range cells[1:] {
		if cell != "" && cell != "-" {
			g.rows = append(g.rows, cells)
			return
		}
	}
}

// partCells are the time of a row and its share.
func partCells(parts []budget.Part, row budget.Row, time interval.Estimate) []string {
	for _, p := range parts {
		if p.Row == row {
			return []string{spent(p.Time), shareOfTime(p.Time, time)}
		}
	}
	return []string{"-", ""}
}

// timeOf is the measured time of an arm.
func (b Budgets) timeOf(arm string) interval.Estimate {
	for _, one := range b.Book.Budgets {
		if one.Arm == arm {
			return one.Time
		}
	}
	return interval.Estimate{}
}
