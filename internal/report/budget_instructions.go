package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// instructions are the tables of the instructions by row and by function; none if they were
// not counted on all sides.
func (b BenchmarkBudget) instructions() []grid {
	for _, t := range b.Traces {
		if t.Counted.PerOp == 0 {
			return nil
		}
	}
	rows := grid{header: b.countHeader("instructions"), left: 1}
	for _, row := range budget.BenchmarkRows() {
		if b.counted(func(i budget.Instructions) float64 { return i.Of(row) }) {
			rows.rows = append(rows.rows, b.countCells(RowName(row), func(i budget.Instructions) float64 { return i.Of(row) }))
		}
	}
	rows.rows = append(rows.rows, b.countCells("counted", func(i budget.Instructions) float64 { return i.PerOp }))
	return []grid{rows, b.functionCounts()}
}

// functionCounts is the table of the functions with the most instructions or, of two sides,
// with the largest change.
func (b BenchmarkBudget) functionCounts() grid {
	g := grid{header: b.countHeader("by function"), left: 1}
	some := b.countedFunctions()
	for _, name := range some[:min(len(some), functionRows)] {
		g.rows = append(g.rows, b.countCells(name, func(i budget.Instructions) float64 { return i.Function(name) }))
	}
	room := g.room()
	for _, row := range g.rows {
		row[0] = shortened(row[0], room)
	}
	return g
}

// functionRows is how many functions have a row.
const functionRows = 6

// countedFunctions are the names of the functions that are worth a row, the first one first.
func (b BenchmarkBudget) countedFunctions() (names []string) {
	weight := map[string]float64{}
	for i, t := range b.Traces {
		for _, f := range t.Counted.Functions {
			if i == 0 && len(b.Traces) > 1 {
				weight[f.Name] -= f.PerOp
				continue
			}
			weight[f.Name] += f.PerOp
		}
	}
	whole := 0.
	for _, t := range b.Traces {
		whole = max(whole, t.Counted.PerOp)
	}
	for name, n := range weight {
		if math.Abs(n) >= trifle*whole {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(math.Abs(weight[y]), math.Abs(weight[x])), cmp.Compare(x, y))
	})
	return names
}

// countHeader is the header of a table of counts.
func (b BenchmarkBudget) countHeader(what string) []string {
	if len(b.Traces) == 1 {
		return []string{what, "per op"}
	}
	return []string{what, "base", "head", "change"}
}

// counted reports whether any side has a count that is no trifle.
func (b BenchmarkBudget) counted(of func(budget.Instructions) float64) bool {
	return slices.ContainsFunc(b.Traces, func(t budget.Trace) bool { return math.Abs(of(t.Counted)) >= trifle*t.Counted.PerOp })
}

// countCells are a row of counts and, of two sides, their change.
func (b BenchmarkBudget) countCells(name string, of func(budget.Instructions) float64) []string {
	cells := []string{name}
	for _, t := range b.Traces {
		cells = append(cells, trimmed(thousands(of(t.Counted))))
	}
	if len(b.Traces) == 2 {
		cells = append(cells, more(of(b.Traces[1].Counted)-of(b.Traces[0].Counted), func(x float64) string { return trimmed(thousands(x)) }))
	}
	return cells
}
