package interval

import "math/bits"

// counts are the coefficients of a power series, from that of q⁰ up, cut off
// at a length: how many arrangements give a statistic the values 0, 1, 2, …
//
// Factors (1 - qⁱ) and their inverses are all that is needed, and take one addition a
// coefficient. Such factors subtract, and floating-point numbers would lose digits.
// Arithmetic modulo 2¹²⁸ is exact if the result does not overflow, whatever overflows
// on the way.
type counts []count

// A count is a whole number below 2¹²⁸.
type count struct{ high, low uint64 }

// ones is the series 1 with that many coefficients.
func ones(n int) counts {
	c := make(counts, n)
	c[0].low = 1
	return c
}

// times multiplies by 1 - qⁱ.
func (c counts) times(i int) {
	for k := len(c) - 1; k >= i; k-- {
		low, borrow := bits.Sub64(c[k].low, c[k-i].low, 0)
		high, _ := bits.Sub64(c[k].high, c[k-i].high, borrow)
		c[k] = count{high, low}
	}
}

// over divides by 1 - qⁱ. Divided by 1 - q, the coefficients become the sums
// of those up to each.
func (c counts) over(i int) {
	for k := i; k < len(c); k++ {
		c[k] = c[k].plus(c[k-i])
	}
}

// atMost is the probability of a statistic to be at most 0, 1, … and half of largest,
// its largest value. That is not 0. c counts, of equally likely arrangements, those
// with each of these values, and is overwritten. As many arrangements give v as give
// largest - v.
func (c counts) atMost(largest int) []float64 {
	c.over(1)
	half := largest / 2
	all := c[half].plus(c[largest-half-1]).float()
	p := make([]float64, half+1)
	for v := range p {
		p[v] = c[v].float() / all
	}
	return p
}

func (c count) plus(d count) count {
	low, carry := bits.Add64(c.low, d.low, 0)
	high, _ := bits.Add64(c.high, d.high, carry)
	return count{high, low}
}

func (c count) float() float64 { return float64(c.high)*0x1p64 + float64(c.low) }
