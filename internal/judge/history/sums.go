package history

// sum holds weighted sums of the values before an index. t is the place of a value.
type sum struct{ w, x, xx, t, tt, xt float64 }

// sums are those before every index, and after the last.
type sums []sum

// sumsOf expects values near 0, so that their squares do not drown.
func sumsOf(x, weight []float64) sums {
	s := make(sums, len(x)+1)
	for i, v := range x {
		w, t, a := weight[i], float64(i-len(x)/2), s[i]
		s[i+1] = sum{a.w + w, a.x + w*v, a.xx + w*v*v, a.t + w*t, a.tt + w*t*t, a.xt + w*v*t}
	}
	return s
}

// flat is the sum of squares about the mean.
func (s sums) flat(from, to int) float64 {
	a, b := &s[from], &s[to]
	x := b.x - a.x
	return max(0, b.xx-a.xx-x*x/(b.w-a.w))
}

// slope is how much less it is about the best line.
func (s sums) slope(from, to int) float64 {
	a, b := &s[from], &s[to]
	w, x, t := b.w-a.w, b.x-a.x, b.t-a.t
	tt := b.tt - a.tt - t*t/w
	if tt <= 0 {
		return 0
	}
	xt := b.xt - a.xt - x*t/w
	return xt * xt / tt
}

// segment is a run of values about one level or, if line, about one line.
type segment struct {
	from, to int
	line     bool
	p        float64 // chance that noise alone begins such a segment
}

// cost is the sum of squares about the segment's level or line.
func (s sums) cost(g segment) float64 {
	if g.line {
		return max(0, s.flat(g.from, g.to)-s.slope(g.from, g.to))
	}
	return s.flat(g.from, g.to)
}

// fit returns the level at the segment's middle, its slope, and the middle.
func (s sums) fit(g segment) (level, slope, middle float64) {
	a, b := &s[g.from], &s[g.to]
	w, x, t := b.w-a.w, b.x-a.x, b.t-a.t
	if g.line {
		if tt := b.tt - a.tt - t*t/w; tt > 0 {
			slope = (b.xt - a.xt - x*t/w) / tt
		}
	}
	return x / w, slope, t/w + float64((len(s)-1)/2)
}

// at is the value of the segment's level or line at index i.
func (s sums) at(g segment, i int) float64 {
	level, slope, middle := s.fit(g)
	return level + slope*(float64(i)-middle)
}
