package interval

import "math"

// piece is a series over a range of theta in which no score has a corner: each stays -1
// or 1, or falls on a line. Then their sum is a line too, and the sum of their squares a
// parabola.
type piece struct {
	series
	from         float64 // the theta at which the range begins
	sum, squares float64 // of the scores there
	slope        float64 // by which the sum falls
	tilt, bend   float64 // the sum of squares is squares - 2 tilt d + bend d², d above from
}

// far bounds the scales of which squares and their products are ordinary numbers.
const far = 1e100

// piece is the series between two theta; not straight if a score has a corner there.
func (s series) piece(lo, hi float64) (p piece, straight bool) {
	p = piece{series: s, from: lo}
	for j, v := range s.x {
		scale := s.scale[j]
		switch high, low := v-lo, v-hi; {
		case low > 0 && low >= scale:
			p.sum++
			p.squares++
		case high < 0 && -high >= scale:
			p.sum--
			p.squares++
		case 1/far < scale && scale < far && high <= scale && -low <= scale:
			y := high / scale
			p.sum += y
			p.squares += y * y
			p.slope += 1 / scale
			p.tilt += y / scale
			p.bend += 1 / scale / scale
		default: // also where something is infinite, or its square might be
			return p, false
		}
	}
	return p, true
}

// search finds the smallest accepted theta of a part of the range, as [series.search]
// does. It asks the scores themselves at the last.
func (p piece) search(lo, hi key, limit float64) (k key, found bool) {
	switch {
	case p.least(lo.value(), hi.value()) > limit:
		return 0, false
	case lo < hi && p.falls(lo.value(), hi.value()):
		return p.descend(lo, hi, limit)
	}
	if p.rejects(lo.value(), hi.value(), limit) {
		return 0, false
	}
	if lo == hi {
		return lo, true
	}
	mid := lo.mid(hi)
	if k, found := p.search(lo, mid, limit); found {
		return k, true
	}
	return p.search(mid+1, hi, limit)
}

// descend is search where the [twiceLog] falls all over the range: where it is above the
// limit, nothing below is accepted. Past that place, ranges of growing length are halved.
func (p piece) descend(lo, hi key, limit float64) (k key, found bool) {
	open := func(theta float64) bool { return !(p.least(theta, theta) > limit) }
	if !open(lo.value()) {
		lo = firstKey(lo, hi, open)
	}
	for step := key(8); ; step *= 8 {
		end := hi
		if uint64(hi)-uint64(lo) > uint64(step) {
			end = lo + step
		}
		if k, found = p.halve(lo, end, limit); found || end == hi {
			return k, found
		}
		lo = end + 1
	}
}

// falls reports whether the [twiceLog] falls all over a part of the range, by the least
// fall of S² and the most that falling squares can make up for it.
func (p piece) falls(lo, hi float64) bool {
	off, _ := p.rounding()
	least, most := p.sumAt(hi)-off, p.sumAt(lo)+off
	squaresFall := 2 * (p.tilt - p.bend*(lo-p.from)) // fastest at lo: a parabola
	if squaresFall <= 0 {
		return least > 0
	}
	fewest := max(0, p.squaresAt(lo)-squaresFall*(hi-lo))
	return least > 0 && 1.9*least*p.slope > squaresFall*(most*most/(fewest+priorWeight)+1)
}

// least is a lower bound of the [twiceLog] of a part of the range, as the scores
// themselves give it. It is -Inf where the sum of the scores need not be above 0.
func (p piece) least(lo, hi float64) float64 {
	off, squaresOff := p.rounding()
	sum, squares := p.sumAt(hi)-off, max(p.squaresAt(lo), p.squaresAt(hi))+squaresOff
	if !(sum > 0) || !(squares < math.Inf(1)) {
		return math.Inf(-1)
	}
	bound := twiceLog(sum, squares)
	return bound - 1e-13*(1+math.Abs(bound))
}

// rounding is how much a sum of n scores, and one of their squares, can differ from the
// line and the parabola. No term exceeds 2 in the one and 4 in the other, and each takes a
// few steps to compute: so n(5n + 10) and n(10n + 50) roundings are enough.
func (p piece) rounding() (sum, squares float64) {
	n := float64(len(p.x))
	return n * (5*n + 10) * 0x1p-53, n * (10*n + 50) * 0x1p-53
}

func (p piece) sumAt(theta float64) float64 { return p.sum - p.slope*(theta-p.from) }

func (p piece) squaresAt(theta float64) float64 {
	d := theta - p.from
	return p.squares - (2*p.tilt-p.bend*d)*d
}
