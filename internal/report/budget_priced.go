package report

import "github.com/bufbench/bufbench/internal/judge/budget"

// priced is the table of the rows by another source than samples: counts times their prices.
// It has no rows without prices.
func (b BenchmarkBudget) priced() grid {
	g := b.columns("by prices")
	for _, row := range budget.PricedRows() {
		g.add(b.row(string(row), row, func(t budget.Trace) []budget.Part { return t.Priced }, func(d budget.Difference) []budget.Part { return d.Priced }))
	}
	return g
}

// columns is a table without rows: one column per side, and one of the change.
func (b BenchmarkBudget) columns(title string) grid {
	g := grid{header: []string{title}, left: 1}
	for _, t := range b.Traces {
		g.header = append(g.header, b.column(t), "")
	}
	if b.Change != nil {
		g.header = append(g.header, "change")
	}
	return g
}

// row has the cells of a row, in the parts of each side and of the change.
func (b BenchmarkBudget) row(name string, row budget.Row, of func(budget.Trace) []budget.Part, more func(budget.Difference) []budget.Part) []string {
	cells := []string{name}
	for _, t := range b.Traces {
		cells = append(cells, partCells(of(t), row, t.Time)...)
	}
	if b.Change != nil {
		cells = append(cells, rowChange(more(*b.Change), row))
	}
	return cells
}
