package page

import "github.com/bufbench/bufbench/internal/report"

// unitRow is how the comparisons of one unit came out, in one column.
type unitRow struct {
	Unit, Column, Mean string
	Counts             []int // by verdict, in the order of ranks
}

func unitRows(t report.ComparisonTableJSON) (rows []unitRow) {
	for i := 1; i < len(t.Columns); i++ {
		r := unitRow{Unit: t.Unit, Column: columnWords(t, i), Counts: make([]int, len(ranks))}
		if mean := t.Columns[i].Ratio; mean != nil {
			r.Mean = deltaWords(*mean)
		}
		for _, row := range t.Rows {
			if i >= len(row.Cells) || row.Cells[i] == nil || row.Cells[i].Against == nil {
				continue
			}
			for at, word := range ranks {
				if row.Cells[i].Against.Counted == word {
					r.Counts[at]++
				}
			}
		}
		rows = append(rows, r)
	}
	return rows
}
