package interval

import "slices"

// splits count how many ways there are to choose which of some ranked values,
// equal ones among them, belong to the first sample: by how many these are,
// and by twice the U that they give among themselves. Counts are whole numbers
// and exact below 2⁵³, which 25 values in each sample do not reach: there are
// 1.3e14 ways.
type splits struct {
	ways   []float64 // rows by the number chosen, columns by twice U
	stride int
	values int
}

// row is the ways to choose a values, by twice U. It is not valid if the second sample
// is smaller than the rest.
func (s *splits) row(a int) []float64 { return s.ways[a*s.stride:][:2*a*(s.values-a)+1] }

// count counts the splits of groups of equal values, from the lowest, with
// at most n1 in the first sample and n2 in the second.
//
// A group of t values, r of them in the first sample, with b of the second
// below, adds r(2b + t - r) to twice U in t choose r ways. Rows only ever add
// to rows of more values chosen, so going through them from the last allows
// doing it in place, with the choice r = 0 left as it is.
func (s *splits) count(ties []int, n1, n2 int) {
	s.empty(ties, n1)
	for _, t := range ties {
		for a := min(s.values, n1); a >= max(0, s.values-n2); a-- {
			from, b, ways := s.row(a), s.values-a, 1.
			for r := 1; r <= min(t, n1-a); r++ {
				ways = ways * float64(t-r+1) / float64(r)
				if b+t-r > n2 {
					continue
				}
				to := s.ways[(a+r)*s.stride+r*(2*b+t-r):][:len(from)]
				for u, w := range from {
					to[u] += ways * w
				}
			}
		}
		s.values += t
	}
}

// empty is the splits of no values, with room for those of ties.
func (s *splits) empty(ties []int, n1 int) {
	n := 0
	for _, t := range ties {
		n += t
	}
	s.values, s.stride = 0, n*n/2+1
	size := (min(n, n1) + 1) * s.stride
	s.ways = slices.Grow(s.ways[:0], size)[:size]
	clear(s.ways)
	s.ways[0] = 1
}

// atMost is the probability that twice the U of a first sample of n1 values
// is at most twiceU, given r.ties.
//
// The cost of counting splits grows with the fourth power of the values, so
// the lower half of them and the upper are counted apart, and are joined by
// the sums of the latter: a ways in the lower half and n1 - a in the upper
// have all pairs between the halves in order.
func (r *ranking) atMost(twiceU, n1, n2 int) float64 {
	cut, below := 0, 0
	for 2*below+r.ties[cut] <= n1+n2 {
		below += r.ties[cut]
		cut++
	}
	r.lower.count(r.ties[:cut], n1, n2)
	r.upper.count(r.ties[cut:], n1, n2)
	sum := 0.
	for a := max(0, below-n2, n1-r.upper.values); a <= min(below, n1); a++ {
		up := r.upper.row(n1 - a)
		for u := range up[1:] {
			up[u+1] += up[u]
		}
		left := twiceU - 2*(below-a)*(n1-a)
		for u, w := range r.lower.row(a) {
			if u > left {
				break
			}
			sum += w * up[min(left-u, len(up)-1)]
		}
	}
	return sum / choose(n1+n2, n1)
}

// choose is the number of ways to choose k of n things. It is exact where it
// is below 2⁵³/n.
func choose(n, k int) float64 {
	ways := 1.
	for i := 1; i <= k; i++ {
		ways = ways * float64(n-k+i) / float64(i)
	}
	return ways
}
