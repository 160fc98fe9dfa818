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
// does. It asks the scores themselves where rounding could matter, and at last.
func (p piece) search(lo, hi key, limit float64) (k key, found bool) {
	least := p.least(lo.value(), hi.value())
	switch {
	case least > limit:
		return 0, false
	case (lo == hi || !(least < limit-100*p.rounding())) && p.rejects(lo.value(), hi.value(), limit):
		return 0, false
	case lo == hi:
		return lo, true
	}
	mid := lo.mid(hi)
	if k, found := p.search(lo, mid, limit); found {
		return k, true
	}
	return p.search(mid+1, hi, limit)
}

// least is a lower bound of the [twiceLog] of a part of the range, as the scores
// themselves give it. It is -Inf where the sum of the scores is not above 0, and NaN
// where it cannot tell.
func (p piece) least(lo, hi float64) float64 {
	sum, squares := p.sum-p.slope*(hi-p.from), max(p.squaresAt(lo), p.squaresAt(hi))
	off := p.rounding()
	switch {
	case !(math.Abs(sum) > off) || !(squares < math.Inf(1)):
		return math.NaN()
	case sum < 0:
		return math.Inf(-1)
	}
	bound := twiceLog(sum-off, squares+off)
	return bound - 1e-13*(1+math.Abs(bound))
}

// rounding is more than a sum of n scores, or of their squares, can differ from the line
// or the parabola. No term of either exceeds 4 in magnitude, and each takes a few steps
// to compute; so n(10n + 50) units of rounding are enough.
func (p piece) rounding() float64 {
	n := float64(len(p.x))
	return n * (10*n + 50) * 0x1p-52
}

func (p piece) squaresAt(theta float64) float64 {
	d := theta - p.from
	return p.squares - (2*p.tilt-p.bend*d)*d
}
