package interval

import "math"

// TrimmedMean is the mean of x without the fraction trim of its values at each end:
// 0.25 gives the interquartile mean, 0 (or less) the mean, 0.5 (or more) the median. If
// trim × len(x) is no whole number, the outermost values that stay count in part. So
// the result is continuous in trim.
//
// It is NaN for an empty x, and if x or trim holds a NaN. Infinite values do no harm as
// long as they are trimmed. x is not modified.
//
// Source: Tukey and McLaughlin, Sankhyā A 25 (1963); Huber and Ronchetti,
// Robust Statistics, 2nd ed., section 3.3; the fractional weights as in
// Rosenberger and Gasko, chapter 10 of Hoaglin, Mosteller and Tukey,
// Understanding Robust and Exploratory Data Analysis.
func TrimmedMean(x []float64, trim float64) float64 {
	s := ordered(x)
	if len(s) == 0 || math.IsNaN(trim) {
		return math.NaN()
	}
	return trimmed(s, trim)
}

// trimmed is the trimmed mean of sorted values, of which there is at least one.
func trimmed(s []float64, trim float64) float64 {
	if trim >= 0.5 {
		return middle(s)
	}
	cut := max(trim, 0) * float64(len(s)) // values to leave out at each end
	whole := math.Floor(cut)
	kept := s[int(whole) : len(s)-int(whole)]
	if len(kept) <= 2 {
		return middle(kept) // both weights are equal, whatever they are
	}
	edge := 1 - (cut - whole) // weight of the outermost values kept
	sum := edge * (kept[0] + kept[len(kept)-1])
	for _, v := range kept[1 : len(kept)-1] {
		sum += v
	}
	return sum / (float64(len(kept)-2) + 2*edge)
}

// middle is the median of sorted values, of which there is at least one.
func middle(s []float64) float64 { return halfway(s[(len(s)-1)/2], s[len(s)/2]) }

// halfway is the mean of two numbers, NaN for infinities of either sign.
func halfway(a, b float64) float64 {
	if a == b {
		return a // also where both are infinite
	}
	return a/2 + b/2 // halves first: the sum of two finite values may be infinite
}
