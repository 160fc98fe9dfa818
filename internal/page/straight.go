package page

import "math"

// straight is a scale without logarithms: values that vary by a few per cent.
type straight struct{ lo, hi, from, to float64 }

func ends(values []float64) straight {
	s := straight{math.Inf(1), math.Inf(-1), pairsTall - 12, 12}
	for _, v := range values {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			s.lo, s.hi = min(s.lo, v), max(s.hi, v)
		}
	}
	if s.lo > s.hi {
		s.lo, s.hi = 0, 1
	}
	return s
}

func (s straight) at(v float64) float64 {
	if s.hi <= s.lo || math.IsNaN(v) {
		return (s.from + s.to) / 2
	}
	return s.from + (s.to-s.from)*(min(max(v, s.lo), s.hi)-s.lo)/(s.hi-s.lo)
}
