package gate

import (
	"fmt"
	"iter"
	"strings"

	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// Baseline turns the comparisons of a baseline with what was measured now into
// outcomes, one for each row, column and unit.
func Baseline(tables []compare.Table, threshold float64) []Outcome {
	var outcomes []Outcome
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				if cell == nil || cell.Against == nil {
					continue
				}
				c := cell.Against
				o := Outcome{Of: OfBaseline, Name: r.Name, Unit: t.Unit, Word: Holds, Said: figures(t, r.Cells[0], cell)}
				switch t.Beyond(c, threshold) {
				case verdict.Worse:
					o.Word = Broken
				case verdict.Undecided:
					if within(t, c, threshold) {
						break
					}
					o.Word = Undecided
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

// within reports whether a comparison, interval and all, is worse by no more
// than a threshold; of a unit of which nobody knows which way is worse, whether
// it changed by no more.
func within(t compare.Table, c *compare.Comparison, threshold float64) bool {
	if c.Ratio.N == 0 || c.Method == compare.Exact || t.Apart != "" {
		return false
	}
	more, less := c.Ratio.Hi <= 1+threshold, 1/c.Ratio.Lo <= 1+threshold
	switch {
	case t.Better < 0:
		return more
	case t.Better > 0:
		return less
	}
	return more && less
}

// The labels of the two columns that are compared.
const (
	Then = "baseline"
	Now  = "now"
)

// Gone tells of rows of the baseline that were not measured now: a benchmark
// that was renamed or that failed is not as in the baseline. A benchmark that is
// missing altogether is one outcome, whatever its units.
func Gone(tables []compare.Table) []Outcome {
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
			o := Outcome{Of: OfBaseline, Name: r.Name, Unit: t.Unit, Word: Undecided, Said: "it is in the baseline, and was not measured now"}
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

// RatioUnit is the time of an arm over that of the copy beside it.
const RatioUnit = "time/copy"

// ExactUnits are counts that one line tells.
var ExactUnits = []string{"allocs/op", "copied-B/op", "minflt/op"}

// Describe adds to what texts say of their units what the gate knows.
func Describe(units benchfmt.UnitMetadataMap) {
	say := func(unit, key, value string) {
		if at := (benchfmt.UnitMetadataKey{Unit: unit, Key: key}); units[at] == nil {
			units[at] = &benchfmt.UnitMetadata{UnitMetadataKey: at, OrigUnit: unit, Value: value}
		}
	}
	for _, u := range ExactUnits {
		say(u, "assume", "exact")
		say(u, "better", "lower")
	}
	say(RatioUnit, "better", "lower")
}

// Relative puts in place of the times of paired arms their ratio to the copy of
// the same launch: two runs of one machine, hours apart, agree on it far better
// than on times. References are left out; lines that are not paired stay as
// they are.
func Relative(records iter.Seq[result.Record]) iter.Seq[result.Record] {
	return func(yield func(result.Record) bool) {
		var group []result.Record
		flush := func() bool {
			for _, r := range relative(group) {
				if !yield(r) {
					return false
				}
			}
			group = group[:0]
			return true
		}
		for r := range records {
			if len(group) > 0 && group[0].Paired != r.Paired && !flush() {
				return
			}
			if r.Paired == 0 {
				if !yield(r) {
					return
				}
				continue
			}
			r.Result = r.Result.Clone()
			group = append(group, r)
		}
		flush()
	}
}

// relative is the lines of one case.
func relative(group []result.Record) []result.Record {
	arms := map[string][]result.Record{}
	var order []string
	for _, r := range group {
		arm := armOf(string(r.Name))
		if arms[arm] == nil {
			order = append(order, arm)
		}
		arms[arm] = append(arms[arm], r)
	}
	copies := arms["copy"]
	whole := len(copies) > 0 // every launch has both
	for arm, of := range arms {
		whole = whole && (len(of) == len(copies) || reference(arm))
	}
	var out []result.Record
	for _, arm := range order {
		for i, r := range arms[arm] {
			if reference(arm) {
				continue
			}
			if whole {
				one := *r.Result // the copy's own values are still asked for
				one.Values = overCopy(r, copies[i], arm == "copy")
				r.Result = &one
			}
			r.Paired = 0
			if len(r.Values) > 0 {
				out = append(out, r)
			}
		}
	}
	return out
}

// reference reports whether an arm is a ceiling or a probe.
func reference(arm string) bool {
	return strings.HasPrefix(arm, "ceiling-") || strings.HasPrefix(arm, "probe-")
}

// overCopy is the values of a line with the ratio to the copy in place of
// times.
func overCopy(r, copied result.Record, isCopy bool) []benchfmt.Value {
	clock := r.Design.Clock
	if clock == "" {
		clock = "ns/op"
	}
	var values []benchfmt.Value
	for _, v := range r.Values {
		unit := v.Unit
		if v.OrigUnit != "" {
			unit = v.OrigUnit
		}
		if Deterministic(unit) {
			values = append(values, v)
		}
	}
	own, known := valueOf(r, clock)
	other, both := valueOf(copied, clock)
	if !isCopy && known && both && own > 0 && other > 0 {
		values = append(values, benchfmt.Value{Value: own / other, Unit: RatioUnit})
	}
	return values
}

func valueOf(r result.Record, unit string) (float64, bool) {
	for _, v := range r.Values {
		if v.OrigUnit == unit {
			return v.OrigValue, true
		}
		if v.Unit == unit {
			return v.Value, true
		}
	}
	return 0, false
}

// armOf is the arm that a name is of.
func armOf(name string) string {
	for p := range strings.SplitSeq(withoutProcs(name), "/") {
		if arm, is := strings.CutPrefix(p, "access="); is {
			return arm
		}
	}
	return ""
}
