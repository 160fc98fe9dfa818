package result

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// fault names an impossible thing about a line, and the remedy. Both are empty if the
// line may be true. Before is the values of a line that may.
func fault(r *benchfmt.Result, before []benchfmt.Value) (what, mend string) {
	const again = "delete the line, or measure again"
	if r.Iters < 0 {
		return fmt.Sprintf("%d iterations: nothing was measured", r.Iters), again
	}
	if !sameUnits(r.Values, before) {
		if unit := twice(r.Values); unit != "" {
			return fmt.Sprintf("two values of %s in one line", unit), again
		}
	}
	for _, v := range r.Values {
		x, unit := v.Value, v.Unit
		if v.OrigUnit != "" {
			x, unit = v.OrigValue, v.OrigUnit
		}
		switch {
		case math.IsNaN(v.Value) || math.IsInf(v.Value, 0):
			return fmt.Sprintf("%v %s is not a number that can be compared", x, unit), again
		case math.Abs(v.Value) >= absurd, v.Unit == "sec/op" && v.Value >= century:
			return fmt.Sprintf("%v %s: nothing is measured so large", x, unit), again
		case v.Value < 0 && notNegative[v.Unit]:
			return fmt.Sprintf("%v %s: it cannot be negative", x, unit), again
		}
	}
	return "", ""
}

// sameUnits reports whether two lines have values of the same units, in the same order.
func sameUnits(a, b []benchfmt.Value) bool {
	return slices.EqualFunc(a, b, func(v, w benchfmt.Value) bool { return v.Unit == w.Unit })
}

// twice is the unit of which a line has two values; empty where it has none.
func twice(values []benchfmt.Value) string {
	const few = 16
	if len(values) > few {
		seen := map[string]bool{}
		for _, v := range values {
			if seen[v.Unit] {
				return v.Unit
			}
			seen[v.Unit] = true
		}
		return ""
	}
	for i, v := range values {
		for _, o := range values[:i] {
			if v.Unit == o.Unit {
				return v.Unit
			}
		}
	}
	return ""
}

const (
	absurd  = 1e30
	century = 100 * 365.25 * 86400 // seconds
)

// notNegative are the units of package testing, as benchfmt has them.
var notNegative = map[string]bool{"sec/op": true, "B/s": true, "B/op": true, "allocs/op": true}

// tidyZeros gives zeros the unit of other values. benchfmt makes sec/op of 5 ns/op, but
// leaves 0 ns/op as it is.
func tidyZeros(values []benchfmt.Value) {
	for i, v := range values {
		if v.Value != 0 || v.OrigUnit != "" {
			continue
		}
		if _, unit := benchunit.Tidy(1, v.Unit); unit != v.Unit {
			values[i] = benchfmt.Value{Value: v.Value, Unit: unit, OrigValue: v.Value, OrigUnit: v.Unit}
		}
	}
}
