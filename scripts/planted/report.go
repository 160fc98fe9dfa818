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

// finding is one arm: its time over that of the plain one, and the rows of the budget.
type finding struct {
	arm    string
	truth  float64
	said   []named
	beside named // the largest row that was not planted
}

// named is a row with nanoseconds.
type named struct {
	row budget.Row
	ns  float64
}

// sum is what the budget says in all.
func (f finding) sum() (ns float64) {
	for _, one := range f.said {
		ns += one.ns
	}
	return ns
}

// off is how far the sum is off, as a share of the truth.
func (f finding) off() float64 { return math.Abs(f.sum()-f.truth) / math.Abs(f.truth) }

// found reports whether the budget says which costs were planted, and how much they are.
func (f finding) found(within float64) bool {
	for _, one := range f.said {
		if one.ns <= 0 {
			return false
		}
	}
	return f.off() <= within && math.Abs(f.beside.ns) <= within*f.truth
}

// findings compares the budget of each arm with the plain arm.
func findings(b budget.Book) (all []finding, err error) {
	base := -1
	for i, one := range b.Budgets {
		if one.Arm == plain {
			base = i
		}
	}
	if base < 0 {
		return nil, fmt.Errorf("the plain operation was not measured")
	}
	for i, one := range b.Budgets {
		if i != base {
			all = append(all, findingOf(one, b.Budgets[base]))
		}
	}
	return all, nil
}

func findingOf(one, base budget.Budget) finding {
	f := finding{arm: one.Arm, truth: one.Time.Center - base.Time.Center}
	planted := map[budget.Row]bool{budget.Collection: true} // it belongs to the allocation
	for _, c := range costs() {
		first, second, _ := strings.Cut(one.Arm, "-")
		if c.name == first || c.name == second {
			planted[c.row] = true
			f.said = append(f.said, named{c.row, rowOf(one, c.row) - rowOf(base, c.row)})
		}
	}
	for _, row := range budget.Rows() {
		if ns := rowOf(one, row) - rowOf(base, row); !planted[row] && math.Abs(ns) > math.Abs(f.beside.ns) {
			f.beside = named{row, ns}
		}
	}
	return f
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
	fmt.Fprintln(out, "planted\tmeasured\tbudget says\toff\tof which")
	for _, f := range all {
		var rows []string
		for _, one := range f.said {
			rows = append(rows, string(one.row)+" "+report.Duration(one.ns))
		}
		if f.found(within) {
			found++
		} else {
			rows = append(rows, "NOT FOUND")
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%.0f %%\t%s\n", f.arm, report.Duration(f.truth), report.Duration(f.sum()), 100*f.off(), strings.Join(rows, ", "))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d of %d found within %.0f %% (%d launches)\n", found, len(all), 100*within, b.Launches)
	return err
}
