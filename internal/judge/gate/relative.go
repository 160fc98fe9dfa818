package gate

import (
	"iter"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

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
		whole = whole && (len(of) == len(copies) || reference.Is(arm))
	}
	var out []result.Record
	for _, arm := range order {
		for i, r := range arms[arm] {
			if reference.Is(arm) {
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
		if result.Deterministic(unit) {
			values = append(values, v)
		}
	}
	own, known := valueOf(r, clock)
	other, both := valueOf(copied, clock)
	if !isCopy && known && both && own > 0 && other > 0 {
		values = append(values, benchfmt.Value{Value: own / other, Unit: result.RatioUnit})
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
