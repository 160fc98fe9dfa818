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
	d.v, _ = f.long(g)
	d.t = quantile(1-d.confidence, float64(len(f.x)-len(g)))
	var found []Change
	for i, s := range g {
		if i == 0 && (!s.line || carried) || i > 0 && d.goesOn(i) {
			continue // nothing begins: a creep goes on at another pace, or comes to its end
		}
		if c, sure := d.change(i); sure {
			found = append(found, c)
		}
	}
	return found
}

// change describes the beginning of the i-th segment. It is not sure if the levels on both
// sides may be one, as where a line only changes its direction.
func (d description) change(i int) (c Change, sure bool) {
	s := d.g[i]
	c = Change{At: d.all[s.from].index, Probability: 1 - doubt(s.p), Creep: d.creeps(i)}
	from, to := d.place(i)
	c.Low, c.High = d.all[from].index, d.all[to].index
	if from > 0 {
		c.Low = d.all[from-1].index + 1 // a gap may hide the change
	}
	before, last, end := s, s.from, d.end(i)
	if i > 0 {
		before, last = d.g[i-1], s.from-1
	}
	c.Until = c.At
	if s.line {
		c.Until = d.all[end.to-1].index
	}
	l, other := d.levels(before, last, s, s.from), d.levels(before, last, end, end.to-1)
	if c.Creep {
		l, other = other, l
	}
	if s.line && !l.differ() {
		l, c.Creep = other, !c.Creep
	}
	c.Before, c.After = l.before*d.scale, l.after*d.scale
	c.Ratio, c.RatioLow, c.RatioHigh = l.ratio()
	return c, l.differ()
}

// end is the last segment of the creep that the i-th segment begins; without a creep it is
// that segment.
func (d description) end(i int) segment {
	s := d.g[i]
	if s.line {
		for i++; i < len(d.g) && d.g[i].line && d.goesOn(i); i++ {
			s = d.g[i]
		}
	}
	return s
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
	l := d.levels(d.g[i-1], at, d.g[i], at)
	off, both := d.t*(l.after-l.before), l.wasBefore+l.isAfter
	return both > 0 && fewestPlaces*tail(off*off/both, float64(len(d.x))) <= chance
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
