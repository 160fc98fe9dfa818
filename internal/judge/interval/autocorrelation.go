package interval

import (
	"cmp"
	"math"
	"slices"
)

// fewestNeighbours is the smallest number of values whose autocorrelation is
// judged: of fewer, an approximation of the few r that there are says nothing.
const fewestNeighbours = 6

// Autocorrelation is how far neighbours in x are alike: r is the correlation of each
// value's rank with the next one's, and p the probability that the values in random
// order would have an r as large or larger. p has one side: neighbours that are alike
// make n values worth less than n independent ones, and intervals too narrow. A drift,
// a walk and modes that last all show here; independent values have an r of -1/n on
// average.
//
// p is a normal approximation, with the mean and variance that r has over all orders of
// the ranks, equal values sharing their mean rank. Independent values have a p of 0.05
// or less in 0.05 to 0.06 of samples from 6 values up, but of two values only in up to
// 0.1 at 6, and 0.07 at 10. p is 1, and r 0, for fewer than 6 values and for equal
// ones. Both are NaN if x holds a NaN. x is not modified. Time is that of sorting.
//
// Source: Wald and Wolfowitz, Annals of Mathematical Statistics 14 (1943), on
// ranks, without closing the circle; Bartels, Journal of the American
// Statistical Association 77 (1982), whose ratio is about 2 - 2r.
func Autocorrelation(x []float64) (r, p float64) {
	if slices.ContainsFunc(x, math.IsNaN) {
		return math.NaN(), math.NaN()
	}
	ranks := centredRanks(x)
	var products, squares, fourths float64
	for i, c := range ranks {
		squares += c * c
		fourths += c * c * c * c
		if i > 0 {
			products += ranks[i-1] * c
		}
	}
	if len(x) < fewestNeighbours || squares == 0 {
		return 0, 1
	}
	mean, sd := neighbourMoments(float64(len(x)), squares, fourths)
	return products / squares, normalBelow(-(products - mean) / sd)
}

// neighbourMoments is the mean and standard deviation of the sum of products of
// neighbours among n numbers in random order. The numbers sum to 0, their squares to
// squares, and their fourth powers to fourths.
//
// The sum of products squared has n - 1 terms a²b², 2(n - 2) terms ab²c of
// pairs that share a number, and (n - 2)(n - 3) terms abcd. As the sum of all
// numbers is 0, the sums of these over all choices of different numbers are
// squares² - fourths, 2 fourths - squares², and 3 squares² - 6 fourths.
func neighbourMoments(n, squares, fourths float64) (mean, sd float64) {
	mean = -squares / n
	square := (squares*squares-fourths)/n +
		2*(2*fourths-squares*squares)/(n*(n-1)) +
		(3*squares*squares-6*fourths)/(n*(n-1))
	return mean, math.Sqrt(square - mean*mean)
}

// centredRanks is twice the rank of each value less twice the mean rank: whole
// numbers that sum to 0. Equal values share their mean rank.
func centredRanks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	ranks := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1 // the values at order[from:to] are equal
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from + to - len(x))
		}
		from = to
	}
	return ranks
}
