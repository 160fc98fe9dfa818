package breakeven

import "math"

// studentQuantile is the t that a Student variable of df degrees of freedom
// exceeds in magnitude with probability miss, in (0, 1).
func studentQuantile(df int, miss float64) float64 {
	lo, hi := 0., 1.
	for hi < 1e12 && studentOutside(df, hi) > miss {
		lo, hi = hi, 2*hi
	}
	for range 60 {
		if mid := (lo + hi) / 2; studentOutside(df, mid) > miss {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// studentOutside is the probability that a Student variable exceeds t in
// magnitude.
//
// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3
// and 26.7.4.
func studentOutside(df int, t float64) float64 {
	theta := math.Atan2(t, math.Sqrt(float64(df)))
	sin, cos := math.Sincos(theta)
	term, sum, from := sin, 0., 2 // even: sin (1 + cos²/2 + 1·3 cos⁴/(2·4) + …)
	if df%2 == 1 {
		term, from = sin*cos, 3 // odd: θ + sin (cos + 2 cos³/3 + 2·4 cos⁵/(3·5) + …)
	}
	for k := from; k <= df; k += 2 {
		sum += term
		term *= cos * cos * float64(k-1) / float64(k)
	}
	if df%2 == 1 {
		return 1 - (theta+sum)*2/math.Pi
	}
	return 1 - sum
}

// normalQuantile is the same for a standard normal variable.
func normalQuantile(miss float64) float64 { return math.Sqrt2 * math.Erfcinv(miss) }
