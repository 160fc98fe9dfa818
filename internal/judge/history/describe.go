package history

import "math"

// description turns segments into changes.
type description struct {
	field
	all        []centre
	g          []segment
	v, t       float64 // variance of a level times its number of points; Student's quantile
	confidence float64
}

// describe returns the changes between the segments of a field. If carried, the first
// segment goes on with a creep that was described earlier.
func describe(f field, g []segment, all []centre, carried bool, o Options) []Change {
	if len(g) == 0 {
		return nil
	}
	d := description{field: f, all: all, g: g, confidence: o.filled().Confidence}
	v, worth := f.long(g)
	d.v = v
	d.t = quantile(1-d.confidence, max(1, float64(len(f.x)-len(g))*worth))
	var found []Change
	for i, s := range g {
		switch {
		case i == 0 && (!s.line || carried), i > 0 && d.goesOn(i):
			// Nothing begins: a creep goes on at another pace, or comes to its end.
		default:
			found = append(found, d.change(i))
		}
	}
	return found
}

// change describes the beginning of the i-th segment.
func (d description) change(i int) Change {
	first, s := i, d.g[i]
	c := Change{At: d.all[s.from].index, Probability: 1 - doubt(s.p), Creep: d.creeps(i)}
	c.Until = c.At
	from, to := d.place(i)
	c.Low, c.High = d.all[from].index, d.all[to].index
	if from > 0 {
		c.Low = d.all[from-1].index + 1 // a gap may hide the change
	}
	before, last, after := s, s.from, s.from
	if i > 0 {
		before, last = d.g[i-1], s.from-1
	}
	if s.line {
		for i++; i < len(d.g) && d.g[i].line && d.goesOn(i); i++ {
			s = d.g[i]
		}
		c.Until = d.all[s.to-1].index
	}
	if c.Creep {
		after = s.to - 1
	} else {
		s = d.g[first]
	}
	var off, err float64
	c.Before, off = d.level(before, last)
	c.After, err = d.level(s, after)
	c.Ratio, c.RatioLow, c.RatioHigh = ratio(c.Before, c.After, d.t*off, d.t*err)
	return c
}

// level is the value of a segment at index i in the unit of the series, and its standard
// error.
func (d description) level(s segment, i int) (v, err float64) {
	w := d.sums[s.to].w - d.sums[s.from].w
	square := 1 / w
	if s.line {
		a, b := &d.sums[s.from], &d.sums[s.to]
		t := b.t - a.t
		if tt := b.tt - a.tt - t*t/w; tt > 0 {
			_, _, middle := d.fit(s)
			square += (float64(i) - middle) * (float64(i) - middle) / tt
		}
	}
	return (d.at(s, i) + d.middle) * d.scale, math.Sqrt(d.v*square) * d.scale
}

// creeps reports whether the i-th segment moves more within itself than at its beginning.
func (d description) creeps(i int) bool {
	s := d.g[i]
	if !s.line || i == 0 {
		return s.line
	}
	jump := d.at(s, s.from) - d.at(d.g[i-1], s.from-1)
	return math.Abs(d.at(s, s.to-1)-d.at(s, s.from)) > math.Abs(jump)
}

// goesOn reports whether the i-th segment goes on from a creep: level, or in the same
// direction.
func (d description) goesOn(i int) bool {
	if !d.g[i-1].line || d.jumps(i) {
		return false
	}
	_, before, _ := d.fit(d.g[i-1])
	_, after, _ := d.fit(d.g[i])
	return !d.g[i].line || math.Signbit(before) == math.Signbit(after)
}

// jumps reports whether the two segments have different levels at the i-th border.
func (d description) jumps(i int) bool {
	at := d.g[i].from
	before, off := d.level(d.g[i-1], at)
	after, err := d.level(d.g[i], at)
	both := math.Hypot(off, err)
	return both > 0 && fewestPlaces*tail((after-before)*(after-before)/(both*both), float64(len(d.x))) <= chance
}

// place returns the first and the last index at which the i-th segment may begin: where
// the sum of squares is not much larger than at its best place.
//
// Source: Yao, Annals of Statistics 15 (1987): of a small step, the likelihood falls on
// both sides as a walk does, and the larger of two such walks decides.
func (d description) place(i int) (from, to int) {
	border := d.g[i].from
	if i == 0 {
		return border, border
	}
	limit := -2 * math.Log(1-math.Sqrt(d.confidence)) * d.v
	best := d.cost(d.g[i-1]) + d.cost(d.g[i])
	from, to = border, border
	for at := d.g[i-1].from + 1; at < d.g[i].to; at++ {
		left, right := d.g[i-1], d.g[i]
		left.to, right.from = at, at
		if d.cost(left)+d.cost(right) <= best+limit {
			from, to = min(from, at), max(to, at)
		}
	}
	return from, to
}

// ratio is after ÷ before with its interval, from half the widths of the intervals of
// both. All are 0 if there is no such ratio.
func ratio(before, after, off, err float64) (r, low, high float64) {
	if before == 0 || after == 0 || math.Signbit(before) != math.Signbit(after) {
		return 0, 0, 0
	}
	r = after / before
	factor := math.Exp(math.Hypot(off/before, err/after))
	return r, r / factor, r * factor
}
