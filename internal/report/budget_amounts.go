package report

import (
	"slices"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// amount is one count of what a benchmark does.
type amount struct {
	name string
	of   func(budget.Amounts) float64
	text func(float64) string
}

// amounts are the counts, in the order of a report.
func amounts() []amount {
	plain := func(x float64) string { return trimmed(Figures(x)) }
	return []amount{
		{string(budget.Faults), func(a budget.Amounts) float64 { return a.Faults }, plain},
		{string(budget.Calls), func(a budget.Amounts) float64 { return a.Calls }, plain},
		{string(budget.System), func(a budget.Amounts) float64 { return a.Requests }, plain},
		{"bytes of these", func(a budget.Amounts) float64 { return a.Bytes }, roughly},
	}
}

// done is the table of what an operation does beside allocating: what is worth a price, on
// any side.
func (b BenchmarkBudget) done() grid {
	g := grid{header: b.countHeader("counted"), left: 1}
	for _, a := range amounts() {
		if !slices.ContainsFunc(b.Traces, func(t budget.Trace) bool { return a.of(t.Done.Worth()) > 0 }) {
			continue
		}
		cells, values := []string{a.name}, []float64{}
		for _, t := range b.Traces {
			if x := a.of(t.Done); t.Done.Known && x >= 0 {
				cells, values = append(cells, a.text(x)), append(values, x)
				continue
			}
			cells = append(cells, "-")
		}
		switch {
		case len(values) == 2:
			cells = append(cells, more(values[1]-values[0], a.text))
		case len(b.Traces) == 2:
			cells = append(cells, "-")
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// more is a difference of counts with its sign.
func more(x float64, text func(float64) string) string {
	switch {
	case x > 0:
		return "+" + text(x)
	case x < 0:
		return "-" + text(-x)
	}
	return "0"
}

// limits say what the counts leave out, where there are any.
func (b BenchmarkBudget) limits() (all []string) {
	rows := b.done().rows
	if len(rows) == 0 {
		return nil
	}
	if slices.ContainsFunc(rows, func(cells []string) bool { return cells[0] == string(budget.System) }) {
		all = append(all, "A system call has the price of one that reads a file in memory.")
	}
	return append(all, "There is no count of system calls that neither read nor write, nor of bytes that Go code moves.")
}
