package gate

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// Baseline turns the comparisons of a baseline with what was measured now into
// outcomes, one for each row, column and unit.
func Baseline(tables []compare.Table, threshold float64) []Outcome {
	var outcomes []Outcome
	blind := !compare.AnySeen(compare.Sights(tables, threshold))
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				if cell == nil || cell.Against == nil {
					continue
				}
				c := cell.Against
				o := Outcome{Of: OfBaseline, Name: r.Name, Unit: t.Unit, Word: Holds, Said: figures(t, r.Cells[0], cell), Sight: t.Sight(c, threshold)}
				switch t.Beyond(c, threshold) {
				case verdict.Worse:
					o.Word = Broken
					if c.Method == compare.Exact && (c.N1 == 1 && !whole(r.Cells[0].Center) || c.N2 == 1 && !whole(cell.Center)) {
						o.Word = Undecided
						o.Said += ": one line of a count with a fraction, which depends on the length of the run (take 10)"
					}
				case compare.Allowed:
					o.Word = Allowed
				case verdict.Undecided:
					if t.Within(c, threshold) {
						break
					}
					o.Word = Undecided
					if o.Doubt, o.Looks = t.Doubt(c, threshold); o.Doubt == "" && blind {
						o.Doubt = t.Noise(c, threshold)
					}
					if c.Reason != "" {
						o.Said += ": " + c.Reason
					}
				}
				outcomes = append(outcomes, o)
			}
		}
	}
	return outcomes
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
	measured := map[string]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			if _, now := thenAndNow(t, r); now != nil {
				measured[r.Name] = true
			}
		}
	}
	var outcomes []Outcome
	told := map[string]bool{}
	for _, t := range tables {
		for _, r := range t.Rows {
			then, now := thenAndNow(t, r)
			if then == nil || now != nil || told[r.Name] {
				continue
			}
			o := Outcome{Of: OfBaseline, Name: r.Name, Unit: t.Unit, Word: Gone, Said: "it is in the baseline, and was not measured now (measure it; or acknowledge it, or save a new baseline, where it was removed on purpose)"}
			if !measured[r.Name] {
				o.Unit, told[r.Name] = "", true
			}
			outcomes = append(outcomes, o)
		}
	}
	return outcomes
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

// figures is how a cell compares with its baseline, in words.
func figures(t compare.Table, base, now *compare.Cell) string {
	c := now.Against
	if c.Method == compare.Exact || c.Ratio.N == 0 {
		return fmt.Sprintf("%.4g %s, was %.4g", now.Center, t.Unit, base.Center)
	}
	scale := func(x float64) string { return benchunit.Scale(x, benchunit.ClassOf(t.Unit)) }
	return fmt.Sprintf("%s %s, was %s: ×%.3f [%.3f, %.3f], p=%.2g", scale(now.Center), t.Unit, scale(base.Center), c.Ratio.Center, c.Ratio.Lo, c.Ratio.Hi, c.Adjusted)
}

// Describe adds to what texts say of their units what the gate knows.
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
