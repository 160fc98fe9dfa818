package breakeven

import (
	"fmt"
	"math"
	"slices"
)

// Point is what was measured of two rivals at one place of an axis: View[i]
// and Copy[i] are the times of launch i, in ns. X is bytes or passes, or what
// else the times grow with; it is not negative.
type Point struct {
	X          float64
	View, Copy []float64
}

// sample is the launches at one place, as logarithms.
type sample struct {
	x     float64
	ratio []float64 // ln(view/copy) of each launch: below 0 the view wins
	copy  []float64 // ln(copy in ns)
}

// pair takes logarithms of what is paired, joins points of the same X, in
// order, and sorts by X. What cannot be used is left out and named.
func pair(points []Point) (samples []sample, warnings []error) {
	byX := map[float64]int{}
	for _, p := range points {
		next, err := logs(p)
		if err != nil {
			warnings = append(warnings, err)
		}
		if len(next.ratio) == 0 {
			continue
		}
		i, known := byX[next.x]
		if !known {
			byX[next.x] = len(samples)
			samples = append(samples, next)
			continue
		}
		samples[i].ratio = append(samples[i].ratio, next.ratio...)
		samples[i].copy = append(samples[i].copy, next.copy...)
	}
	slices.SortFunc(samples, func(a, b sample) int {
		if a.x < b.x {
			return -1
		}
		return 1 // no two are equal
	})
	return samples, warnings
}

// logs is one point's sample, without the launches that are no times.
func logs(p Point) (sample, error) {
	s := sample{x: p.X}
	switch {
	case p.X != 0 && !sane(p.X):
		return s, fmt.Errorf("a point at X = %v is left out: X must be 0 or a positive number of common size", p.X)
	case len(p.View) != len(p.Copy):
		return s, fmt.Errorf("the point at X = %v is left out: %d times of the view and %d of the copy are no pairs; give one of each for every launch",
			p.X, len(p.View), len(p.Copy))
	}
	for i, copied := range p.Copy {
		if viewed := p.View[i]; sane(viewed) && sane(copied) {
			s.ratio, s.copy = append(s.ratio, math.Log(viewed/copied)), append(s.copy, math.Log(copied))
		}
	}
	if bad := len(p.Copy) - len(s.ratio); bad > 0 {
		return s, fmt.Errorf("%d of %d launches at X = %v are left out: a time must be a positive number of common size", bad, len(p.Copy), p.X)
	}
	return s, nil
}

// sane says whether v is a number with which arithmetic does not overflow.
func sane(v float64) bool { return v >= 1e-60 && v <= 1e60 }
