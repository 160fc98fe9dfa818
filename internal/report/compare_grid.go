package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"golang.org/x/perf/benchunit"
)

// perColumn is the number of cells for a column that is compared with the base.
const perColumn = 5

// grid is the cells of a table as text.
func (c Comparison) grid(t compare.Table, notes *footnotes) grid {
	g := grid{header: []string{""}, left: 1}
	labels := labelsOf(t.Cols)
	for i := range t.Cols {
		g.header = append(g.header, strings.Join(labels[i], "\n")+"\n"+plain(t.Unit))
		if i > 0 {
			above := len(labels[i])
			gap := strings.Repeat("\n", above)
			g.header = append(g.header, gap+"vs base", gap, gap+"verdict", strings.Repeat("\n", max(0, above-1))+"could\nsee")
		}
	}
	reasons := reasonsOf(&t, c.Threshold)
	for _, r := range t.Rows {
		g.rows = append(g.rows, c.row(t, r, reasons, notes))
	}
	if len(t.Rows) > 1 {
		g.rows = append(g.rows, meanRow(t, notes))
	}
	return g
}

// row is the cells of a benchmark. Reasons are those of the table.
func (c Comparison) row(t compare.Table, r compare.Row, reasons map[cause]string, notes *footnotes) []string {
	scale := scaleOf(t, r)
	row := []string{plain(r.Name)}
	for i, cell := range r.Cells {
		if cell == nil {
			row = append(row, "")
			if i > 0 {
				row = append(row, "", "", "", "")
			}
			continue
		}
		row = append(row, scale.Format(cell.Center)+" ± "+spreadOf(cell)+notes.marks(warnings(cell.Warnings, c.Goal.Alpha)))
		if i == 0 {
			continue
		}
		if cell.Against == nil {
			row = append(row, "", "", "", "")
			continue
		}
		a := cell.Against
		word := c.word(t, a)
		if a.Word == verdict.Undecided && (t.Apart.Kind != compare.Together || t.Better == 0) { // for a reason that its figures do not tell
			word += notes.marks([]string{reasons[causeOf(doubtOf(&t, a, c.Threshold))]})
		}
		row = append(row, deltaOf(r.Cells[0], cell), evidenceOf(a)+notes.marks(warnings(a.Warnings, a.Alpha)), word, seesOf(a))
	}
	return row
}

// meanRow is the geometric means of a table.
func meanRow(t compare.Table, notes *footnotes) []string {
	row := []string{"geomean"}
	class := benchunit.ClassOf(t.Unit)
	for i, col := range t.Cols {
		center, ratio := "", ""
		if col.Mean.Center > 0 {
			center = benchunit.Scale(col.Mean.Center, class)
		}
		mark := notes.marks(warnings(col.Mean.Warnings, 0))
		if i == 0 {
			row = append(row, center+mark)
			continue
		}
		if ratio = "?"; col.Mean.Ratio > 0 {
			ratio = fmt.Sprintf("%+.2f%%%s", (col.Mean.Ratio-1)*100, large(col.Mean.Ratio))
		}
		row = append(row, center, ratio, mark, "", "")
	}
	return row
}
