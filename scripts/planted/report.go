package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/report"
)

// finding is one planted cost of one arm: its true time, and what the budget says.
type finding struct {
	arm, name   string
	truth, said float64
}

// off is how far the budget is off, as a share of the truth.
func (f finding) off() float64 { return math.Abs(f.said-f.truth) / f.truth }

// findings compares the rows of every arm with the truth of what was planted in it. The
// truth of a cost is how much longer the arm takes that has it alone than the plain one.
func findings(b budget.Book) (all []finding, err error) {
	arms := map[string]budget.Budget{}
	for _, one := range b.Budgets {
		arms[one.Arm] = one
	}
	base, known := arms[plain]
	if !known {
		return nil, fmt.Errorf("the plain operation was not measured")
	}
	for _, one := range b.Budgets {
		for _, c := range costs() {
			alone, known := arms[c.name+"-alone"]
			if !known || !has(one.Arm, c.name) {
				continue
			}
			all = append(all, finding{
				arm: one.Arm, name: c.name,
				truth: alone.Time.Center - base.Time.Center, said: rowOf(one, c.row) - rowOf(base, c.row),
			})
		}
	}
	return all, nil
}

// has reports whether a cost is planted in an arm, by their names.
func has(arm, cost string) bool {
	first, second, _ := strings.Cut(arm, "-")
	return first == cost || second == cost
}

// rowOf is a row of a budget. The collector's part belongs to an allocation.
func rowOf(b budget.Budget, row budget.Row) (sum float64) {
	for _, p := range b.Parts {
		if p.Row == row || row == budget.Allocation && p.Row == budget.Collection {
			sum += p.Time.Center
		}
	}
	return sum
}

// printFindings prints every finding, and how many are right.
func printFindings(w io.Writer, b budget.Book, within float64) error {
	all, err := findings(b)
	if err != nil {
		return err
	}
	found := 0
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "arm\tplanted\tmeasured alone\tbudget says\toff\t")
	for _, f := range all {
		mark := ""
		if f.off() <= within {
			found++
		} else {
			mark = "not found"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%.0f %%\t%s\n", f.arm, f.name, report.Duration(f.truth), report.Duration(f.said), 100*f.off(), mark)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d of %d found within %.0f %% (%d launches)\n", found, len(all), 100*within, b.Launches)
	return err
}
