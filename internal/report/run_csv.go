package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// armColumns are the columns of an arm before its figures.
var armColumns = []string{"scenario", "case", "size (B)", "passes", "arm", "launches", "clock", "verdict", "reason"}

// figure is one column of figures of an arm, with an interval.
type figure struct {
	name string // with its unit
	of   func(verdict.Arm) interval.Estimate
}

// csv prints one row per case and arm, below a row of names. Each figure has the column of
// its name and unit and those of its interval. A figure that was not measured is empty, and
// an infinite one is inf.
func (r Run) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	columns := r.figures()
	head := slices.Clone(armColumns)
	for _, f := range columns {
		head = append(head, textCell(f.name), textCell(f.name+" lo"), textCell(f.name+" hi"))
	}
	out.Write(head)
	for _, s := range r.Scenarios {
		for _, c := range slices.Concat(s.Cases, s.Further) {
			for _, a := range slices.Concat(c.Arms, c.References()) {
				out.Write(armLine(c, a, columns))
			}
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("print the run: %w", err)
	}
	return nil
}

// figures are the columns: what is compared, what arms take at a rate, and every unit.
func (r Run) figures() []figure {
	all := []figure{
		{"factor (x)", func(a verdict.Arm) interval.Estimate { return a.Factor }},
		{"over best (ns)", func(a verdict.Arm) interval.Estimate { return a.Cost.OverBest }},
		{"over copy (ns)", func(a verdict.Arm) interval.Estimate { return a.Cost.OverCopy }},
		{"share of the ceiling (1)", func(a verdict.Arm) interval.Estimate { return a.Share }},
	}
	if r.Rate > 0 {
		at := " at " + rateText(r.Rate)
		all = append(all,
			figure{"CPUs" + at, func(a verdict.Arm) interval.Estimate { return a.At(r.Rate).CPUs }},
			figure{"garbage" + at + " (B/s)", func(a verdict.Arm) interval.Estimate { return a.At(r.Rate).Garbage }},
		)
	}
	return append(all, r.units()...)
}

// units are the columns of every unit of any arm, in the order of names.
func (r Run) units() (all []figure) {
	var units []string
	for _, s := range r.Scenarios {
		for _, c := range slices.Concat(s.Cases, s.Further) {
			for _, a := range slices.Concat(c.Arms, c.References()) {
				for unit := range a.Values {
					if !slices.Contains(units, unit) {
						units = append(units, unit)
					}
				}
			}
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		all = append(all, figure{unit, func(a verdict.Arm) interval.Estimate { return a.Values[unit] }})
	}
	return all
}

func armLine(c verdict.Comparison, a verdict.Arm, columns []figure) []string {
	line := []string{
		textCell(c.Scenario), textCell(c.Case.String()), strconv.FormatInt(int64(c.Case.Size), 10), strconv.Itoa(c.Case.Passes),
		textCell(a.Name), strconv.Itoa(a.Time.N), textCell(c.Clock), string(a.Against.Word), textCell(reasonOf(a.Against)),
	}
	for _, f := range columns {
		e := f.of(a)
		if e.N == 0 {
			line = append(line, "", "", "")
			continue
		}
		line = append(line, number(e.Center), number(e.Lo), number(e.Hi))
	}
	return line
}
