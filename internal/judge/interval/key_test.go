package interval

import (
	"math"
	"testing"
)

func TestKey(t *testing.T) {
	inf := math.Inf(1)
	ascending := []float64{-inf, -math.MaxFloat64, -1, -math.SmallestNonzeroFloat64, 0, math.SmallestNonzeroFloat64, 1, math.Nextafter(1, 2), inf}
	for i, v := range ascending {
		k := keyOf(v)
		if got := k.value(); got != v {
			t.Errorf("keyOf(%v).value() = %v", v, got)
		}
		if got := keyOf(-v); got != -k {
			t.Errorf("keyOf(%v) = %d, want %d", -v, got, -k)
		}
		if i > 0 && keyOf(ascending[i-1]) >= k {
			t.Errorf("keyOf(%v) = %d, want more than that of %v", v, k, ascending[i-1])
		}
		if v < inf && (k+1).value() != math.Nextafter(v, inf) {
			t.Errorf("after keyOf(%v) comes %v, want the next number", v, (k + 1).value())
		}
	}
}

func TestFirstKey(t *testing.T) {
	for _, want := range []float64{-math.MaxFloat64, -3.7, 0, 5e-324, 0.1, 2e300, math.Inf(1)} {
		looks := 0
		got := firstKey(lowestKey, highestKey, func(v float64) bool { looks++; return v >= want }).value()
		if got != want || looks > 64 {
			t.Errorf("first number from %v up = %v after %d looks, want at most 64", want, got, looks)
		}
	}
}
