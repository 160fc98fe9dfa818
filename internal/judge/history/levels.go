package history

import "math"

// levels are the two levels of a change, with the squares of the half widths of their
// intervals, and what both have in common: it is not 0 for the two ends of one line. All are
// in units of the field's scale, so that squares stay finite.
type levels struct {
	before, after      float64
	wasBefore, isAfter float64
	both               float64
}

// levels are those of the segment before at index last, and of s at index now.
func (d description) levels(before segment, last int, s segment, now int) levels {
	unit := d.v * d.t * d.t
	l := levels{
		before: d.level(before, last), after: d.level(s, now),
		wasBefore: unit * d.common(before, last, last), isAfter: unit * d.common(s, now, now),
	}
	if before == s {
		l.both = unit * d.common(s, last, now)
	}
	return l
}

// level is the value of a segment at index i.
func (d description) level(s segment, i int) float64 { return d.at(s, i) + d.middle }

// common is the covariance of a segment's values at two indexes, in units of the variance
// of a level times its number of points.
func (d description) common(s segment, i, j int) float64 {
	a, b := &d.sums[s.from], &d.sums[s.to]
	w, t := b.w-a.w, b.t-a.t
	c := 1 / w
	if s.line {
		if tt := b.tt - a.tt - t*t/w; tt > 0 {
			_, _, middle := d.fit(s)
			c += (float64(i) - middle) * (float64(j) - middle) / tt
		}
	}
	return c
}

// differ reports whether the interval of the difference of the two levels leaves out 0.
func (l levels) differ() bool {
	off := l.after - l.before
	return off*off > l.wasBefore+l.isAfter-2*l.both
}

// ratio is after ÷ before with its interval: all ratios that a test of the difference
// between after and ratio × before does not reject. So it leaves out 1 if the two differ.
// The interval ends at 0, because both have one sign; it has no upper end (+Inf) if the
// level before may be 0. All are 0 if there is no such ratio.
//
// Source: Fieller, Journal of the Royal Statistical Society B 16 (1954).
func (l levels) ratio() (r, low, high float64) {
	if l.before == 0 || l.after == 0 || math.Signbit(l.before) != math.Signbit(l.after) {
		return 0, 0, 0
	}
	r = l.after / l.before
	if l.wasBefore == 0 && l.isAfter == 0 {
		return r, r, r
	}
	square := l.before * l.before
	a, b, c := 1-l.wasBefore/square, r-l.both/square, r*r-l.isAfter/square
	root := b + math.Sqrt(b*b-a*c)
	low, high = 0, math.Inf(1)
	if x := c / root; x > 0 {
		low = min(x, r)
	}
	if x := root / a; a > 0 && x > 0 {
		high = max(x, r)
	}
	return r, low, high
}
