package buffer

import (
	"math"
	"testing"
)

func TestHalfRoundTrip(t *testing.T) {
	for h := range 1 << 16 {
		x := halfToFloat(uint16(h))
		want := uint16(h)
		if math.IsNaN(x) {
			if h&0x7c00 != 0x7c00 || h&0x3ff == 0 {
				t.Fatalf("halfToFloat(%#x) is not a number", h)
			}
			want = want&0x8000 | 0x7e00
		}
		if got, ok := floatToHalf(x); got != want || !ok {
			t.Fatalf("floatToHalf(halfToFloat(%#x) = %g) = %#x, %t", h, x, got, ok)
		}
	}
}

// TestHalfNeighbours tries the middle between each two neighbours and what is
// next to it, which no half is.
func TestHalfNeighbours(t *testing.T) {
	for h := range uint16(0x7bff) {
		low, high := halfToFloat(h), halfToFloat(h+1)
		middle := (low + high) / 2 // exact: both have eleven bits
		for _, c := range []struct {
			x    float64
			want uint16
		}{
			{math.Nextafter(middle, 0), h},
			{middle, h + h&1}, // the even one
			{math.Nextafter(middle, math.Inf(1)), h + 1},
		} {
			if got, ok := floatToHalf(c.x); got != c.want || !ok {
				t.Fatalf("floatToHalf(%g) = %#x, %t, want %#x", c.x, got, ok, c.want)
			}
			if got, ok := floatToHalf(-c.x); got != c.want|0x8000 || !ok {
				t.Fatalf("floatToHalf(%g) = %#x, %t, want %#x", -c.x, got, ok, c.want|0x8000)
			}
		}
	}
}

func TestHalfEdges(t *testing.T) {
	tests := []struct {
		name string
		x    float64
		want uint16
		ok   bool
	}{
		{"largest", 65504, 0x7bff, true},
		{"rounds to the largest", math.Nextafter(65520, 0), 0x7bff, true},
		{"too large", 65520, 0, false},
		{"too small a number", -1e300, 0, false},
		{"least", 0x1p-24, 1, true},
		{"half of the least", 0x1p-25, 0, true},
		{"least double", math.SmallestNonzeroFloat64, 0, true},
		{"least normal", 0x1p-14, 0x400, true},
		{"negative zero", math.Copysign(0, -1), 0x8000, true},
		{"infinity", math.Inf(1), 0x7c00, true},
		{"negative infinity", math.Inf(-1), 0xfc00, true},
		// To a float32 first it would be the middle, and then go to even.
		{"rounded once", 1 + 0x1p-11 + 0x1p-40, 0x3c01, true},
	}
	for _, c := range tests {
		if got, ok := floatToHalf(c.x); got != c.want || ok != c.ok {
			t.Errorf("%s: floatToHalf(%g) = %#x, %t, want %#x, %t", c.name, c.x, got, ok, c.want, c.ok)
		}
	}
}
