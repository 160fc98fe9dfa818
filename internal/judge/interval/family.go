package interval

import (
	"cmp"
	"slices"
)

// Holm is the p-values of a family of tests, each adjusted such that calling
// different those at most alpha makes the probability of even one false call
// at most alpha, however the tests depend on each other. It keeps the order
// of p, which is not modified.
//
// A NaN counts as a test that found nothing: as 1. Values below 0 and above 1
// count as 0 and 1.
//
// Source: Holm, Scandinavian Journal of Statistics 6 (1979).
func Holm(p []float64) []float64 {
	adjusted, order := inUnit(p), ascending(p)
	least := 0.
	for done, i := range order {
		least = max(least, min(1, float64(len(p)-done)*adjusted[i]))
		adjusted[i] = least
	}
	return adjusted
}

// BenjaminiHochberg is the p-values of a family of tests, each adjusted such
// that calling different those at most alpha makes the expected share of
// false calls among all calls (the false discovery rate) at most alpha. It
// needs tests that are independent or depend on each other positively. Order,
// NaN and range are as for [Holm]; p is not modified.
//
// Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B
// 57 (1995); Benjamini and Yekutieli, Annals of Statistics 29 (2001), for the
// dependence.
func BenjaminiHochberg(p []float64) []float64 {
	adjusted, order := inUnit(p), ascending(p)
	most := 1.
	for done, i := range slices.Backward(order) {
		most = min(most, float64(len(p))/float64(done+1)*adjusted[i])
		adjusted[i] = most
	}
	return adjusted
}

// inUnit is a copy of p with NaN as 1 and all else within [0, 1].
func inUnit(p []float64) []float64 {
	q := make([]float64, len(p))
	for i, v := range p {
		q[i] = 1
		if v < 1 {
			q[i] = max(v, 0)
		}
	}
	return q
}

// ascending is the indices of p from its smallest value, taken as in
// [inUnit], to its largest.
func ascending(p []float64) []int {
	q, order := inUnit(p), make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(q[a], q[b]) })
	return order
}
