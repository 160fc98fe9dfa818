package page

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
)

// scale maps values to places, by their logarithms.
type scale struct {
	lo, hi   float64 // values, above 0
	from, to float64 // places
}

// around is a scale that has room for all values. Values that are not above 0, or not
// finite, do not count.
func around(values []float64, from, to float64) scale {
	s := scale{math.Inf(1), 0, from, to}
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 0) {
			s.lo, s.hi = min(s.lo, v), max(s.hi, v)
		}
	}
	if s.hi == 0 {
		s.lo, s.hi = 1, 1
	}
	if s.hi < s.lo*1.5 {
		s.lo, s.hi = s.lo/1.5, s.hi*1.5
	}
	return s
}

// at is the place of a value; values beyond the ends stay at the ends.
func (s scale) at(v float64) float64 {
	v = min(max(v, s.lo), s.hi)
	return s.from + (s.to-s.from)*math.Log(v/s.lo)/math.Log(s.hi/s.lo)
}

// ticks are round values within a scale: powers of a base, at most about so many.
func (s scale) ticks(base float64, most int) []float64 {
	step := 1.
	for math.Log(s.hi/s.lo)/math.Log(base)/step > float64(most) {
		step++
	}
	var all []float64
	first := math.Ceil(math.Log(s.lo)/math.Log(base)/step) * step
	for e := first; ; e += step {
		v := math.Pow(base, e)
		if v > s.hi*1.0001 {
			return all
		}
		all = append(all, v)
	}
}

// sizeWords is a size as people write it, to three digits.
func sizeWords(v float64) string {
	for _, u := range []struct {
		unit  bench.Bytes
		words string
	}{{bench.GiB, "GiB"}, {bench.MiB, "MiB"}, {bench.KiB, "KiB"}} {
		if v >= float64(u.unit) {
			return fmt.Sprintf("%.3g%s", v/float64(u.unit), u.words)
		}
	}
	return fmt.Sprintf("%.0fB", v)
}

// timeWords is a time in nanoseconds as people write it.
func timeWords(ns float64) string {
	switch {
	case math.IsNaN(ns) || math.IsInf(ns, 0):
		return "-"
	case math.Abs(ns) < 1e3:
		return fmt.Sprintf("%.3gns", ns)
	case math.Abs(ns) < 1e6:
		return fmt.Sprintf("%.3gµs", ns/1e3)
	case math.Abs(ns) < 1e9:
		return fmt.Sprintf("%.3gms", ns/1e6)
	}
	return fmt.Sprintf("%.3gs", ns/1e9)
}

// factorWords is a factor as people write it.
func factorWords(x float64) string {
	if x >= 100 {
		return fmt.Sprintf("%.0f×", x)
	}
	return fmt.Sprintf("%.3g×", x)
}
