package page

import (
	"math"
	"regexp"
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

// tick is a round value in words, without the zeros of its fraction.
func tick(words string) string { return fraction.ReplaceAllString(words, "$1") }

var fraction = regexp.MustCompile(`\.0+([^0-9]|$)`)
