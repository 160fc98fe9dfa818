package report

import "github.com/bufbench/bufbench/internal/judge/budget"

// priced is the table of the rows by another source than samples: objects times their price.
// It has no rows without prices.
func (b BenchmarkBudget) priced() grid {
	g := grid{header: []string{"by prices"}, left: 1}
	for _, t := range b.Traces {
		g.header = append(g.header, b.column(t), "")
	}
	if b.Change != nil {
		g.header = append(g.header, "change")
	}
	for _, row := range []budget.Row{budget.Allocation, budget.Collection} {
		cells := []string{RowName(row)}
		for _, t := range b.Traces {
			cells = append(cells, partCells(t.Priced, row, t.Time)...)
		}
		if b.Change != nil {
			cells = append(cells, rowChange(b.Change.Priced, row))
		}
		g.add(cells)
	}
	return g
}
