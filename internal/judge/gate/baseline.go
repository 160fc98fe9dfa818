package gate

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

// Baseline turns the comparisons of a baseline with what was measured now into
// outcomes, one for each row, column and unit.
func Baseline(tables []compare.Table, threshold float64) []Outcome {
	var outcomes []Outcome
	blind := !compare.AnySeen(compare.Sights(tables, threshold))
	for i := range tables {
		for _, r := range tables[i].Rows {
			for _, cell := range r.Cells {
				if cell != nil && cell.Against != nil {
					outcomes = append(outcomes, outcomeOf(&tables[i], r, cell, threshold, blind))
				}
			}
		}
	}
	return outcomes
}

// outcomeOf is the outcome of one cell. Blind says that no row could have shown a change
// of the threshold's size.
func outcomeOf(t *compare.Table, r compare.Row, now *compare.Cell, threshold float64, blind bool) Outcome {
	c, figures := now.Against, &RowFigures{Table: t, Base: r.Cells[0], Now: now}
	o := Outcome{Of: OfBaseline, Name: r.Name, Package: packageOf(t), Unit: t.Unit, Word: Holds, Figures: Figures{Row: figures}, Sight: t.Sight(c, threshold)}
	switch t.Beyond(c, threshold) {
	case verdict.Worse:
		o.Word = Broken
		if c.Method == compare.Exact && (c.N1 == 1 && !whole(figures.Base.Center) || c.N2 == 1 && !whole(now.Center)) {
			o.Word, figures.Fraction = Undecided, true
		}
	case compare.Allowed:
		o.Word = Allowed
	case verdict.Undecided:
		if t.Within(c, threshold) {
			break
		}
		o.Word, figures.Reason = Undecided, c.Reason
		if d := t.DoubtOf(r, c, threshold, blind); d.Reason != compare.NoReason {
			o.Doubt, o.Looks = Doubt{Kind: OfComparison, Comparison: d}, d.Worse
		}
	}
	return o
}

// The labels of the two columns that are compared.
const (
	Then = "baseline"
	Now  = "now"
)

// Missing returns an outcome for each row of the baseline that was not measured now:
// a renamed or failed benchmark is not as in the baseline. A benchmark that is missing
// altogether is one outcome, whatever its units.
func Missing(tables []compare.Table) []Outcome {
	type place struct{ pkg, row string }
	measured := map[place]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			if _, now := thenAndNow(t, r); now != nil {
				measured[place{packageOf(&t), r.Name}] = true
			}
		}
	}
	var outcomes []Outcome
	told := map[place]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			then, now := thenAndNow(t, r)
			at := place{packageOf(&t), r.Name}
			if then == nil || now != nil || told[at] {
				continue
			}
			o := Outcome{Of: OfBaseline, Name: r.Name, Package: at.pkg, Unit: t.Unit, Word: Gone}
			if !measured[at] {
				o.Unit, told[at] = "", true
			}
			outcomes = append(outcomes, o)
		}
	}
	return outcomes
}

// packageOf is the package of the rows of a table; empty if their text does not say.
func packageOf(t *compare.Table) string {
	for _, s := range t.Config {
		if s.Key == "pkg" {
			return s.Value
		}
	}
	return ""
}

// thenAndNow is the cells of a row; nil where it has none.
func thenAndNow(t compare.Table, r compare.Row) (then, now *compare.Cell) {
	for i, c := range t.Cols {
		if c.Labels[0] == Then {
			then = r.Cells[i]
		} else {
			now = r.Cells[i]
		}
	}
	return then, now
}

// Describe adds the units that the gate knows to those that texts describe.
func Describe(units benchfmt.UnitMetadataMap) {
	say := func(unit, key, value string) {
		if at := (benchfmt.UnitMetadataKey{Unit: unit, Key: key}); units[at] == nil {
			units[at] = &benchfmt.UnitMetadata{UnitMetadataKey: at, OrigUnit: unit, Value: value}
		}
	}
	for _, u := range result.ExactUnits {
		say(u, "assume", "exact")
		say(u, "better", "lower")
	}
	say(result.RatioUnit, "better", "lower")
}
