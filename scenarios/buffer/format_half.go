package buffer

import "math"

// halfLimit is the least magnitude that rounds beyond the largest half, 65504:
// the middle between it and the next power of two goes to the even one.
const halfLimit = 65520

// halfToFloat is the value of an IEEE 754 binary16.
func halfToFloat(h uint16) float64 {
	sign := uint64(h>>15) << 63
	exponent, fraction := uint64(h>>10&0x1f), uint64(h&0x3ff)
	switch exponent {
	case 0:
		return math.Float64frombits(math.Float64bits(float64(fraction)*0x1p-24) | sign)
	case 0x1f:
		return math.Float64frombits(sign | 0x7ff<<52 | fraction<<42)
	}
	return math.Float64frombits(sign | (exponent-15+1023)<<52 | fraction<<42)
}

// floatToHalf rounds to the nearest binary16, ties to even, in one step: by
// way of a float32 some would be rounded twice. It is false for a finite x
// whose magnitude is halfLimit or more. A NaN keeps its sign alone.
func floatToHalf(x float64) (h uint16, ok bool) {
	bits := math.Float64bits(x)
	sign := uint16(bits>>48) & 0x8000
	switch magnitude := math.Abs(x); {
	case math.IsNaN(x):
		return sign | 0x7e00, true
	case math.IsInf(x, 0):
		return sign | 0x7c00, true
	case magnitude >= halfLimit:
		return 0, false
	case magnitude < 0x1p-14:
		// Scaling by a power of two is exact, so this rounds once. 1024
		// is the bit pattern of the least normal number, as it should be.
		return sign | uint16(math.RoundToEven(magnitude*0x1p24)), true
	}
	exponent, fraction := uint16(bits>>52&0x7ff)-1023+15, bits&(1<<52-1)
	h = exponent<<10 | uint16(fraction>>42)
	if rest, tie := fraction&(1<<42-1), uint64(1)<<41; rest > tie || rest == tie && h&1 == 1 {
		h++ // a carry goes into the exponent, where it belongs
	}
	return sign | h, true
}
