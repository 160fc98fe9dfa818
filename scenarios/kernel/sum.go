package kernel

import "encoding/binary"

// sumShort is the size up to which Sum stays in one function: a second call,
// or adding vector accumulators across their lanes, would cost more than the
// words themselves.
const sumShort = 128

// Sum reads every byte of p passes times and returns the sum, modulo 2⁶⁴ and
// over all passes, of p's little-endian 64-bit words, the last one padded with
// zeros. Passes of zero or less read nothing and return 0. It does not
// allocate, retains nothing, reads from front to back, accepts any alignment
// and returns the same value on every platform.
//
// Every arm of a scenario consumes through this one function, never inlined,
// so that rivals differ in how they reach the bytes only.
//
//go:noinline
func Sum(p []byte, passes int) uint64 {
	n := len(p)
	if n < 8 || n > sumShort {
		return sumBest(p, passes)
	}
	var a, b uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i <= n-32; i += 32 {
			w := block32(p, i)
			a += binary.LittleEndian.Uint64(w[0:]) + binary.LittleEndian.Uint64(w[8:])
			b += binary.LittleEndian.Uint64(w[16:]) + binary.LittleEndian.Uint64(w[24:])
		}
		for ; i <= n-8; i += 8 {
			a += word(p, i)
		}
		b += lastWord(p)
	}
	return a + b
}

// sumGo is Sum in plain Go: sixteen words a step into four accumulators. Loads
// are bound by the ports, not by the additions, so more would not help.
func sumGo(p []byte, passes int) uint64 {
	n := len(p)
	if n < 8 {
		return sumTiny(p, passes)
	}
	var a, b, c, d uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i <= n-128; i += 128 {
			w := block128(p, i)
			a += binary.LittleEndian.Uint64(w[0:]) + binary.LittleEndian.Uint64(w[32:])
			b += binary.LittleEndian.Uint64(w[8:]) + binary.LittleEndian.Uint64(w[40:])
			c += binary.LittleEndian.Uint64(w[16:]) + binary.LittleEndian.Uint64(w[48:])
			d += binary.LittleEndian.Uint64(w[24:]) + binary.LittleEndian.Uint64(w[56:])
			a += binary.LittleEndian.Uint64(w[64:]) + binary.LittleEndian.Uint64(w[96:])
			b += binary.LittleEndian.Uint64(w[72:]) + binary.LittleEndian.Uint64(w[104:])
			c += binary.LittleEndian.Uint64(w[80:]) + binary.LittleEndian.Uint64(w[112:])
			d += binary.LittleEndian.Uint64(w[88:]) + binary.LittleEndian.Uint64(w[120:])
		}
		for ; i <= n-8; i += 8 {
			a += word(p, i)
		}
		b += lastWord(p)
	}
	return a + b + c + d
}

// sumHalves is Sum in plain Go, reading the two halves at once: from memory,
// two sequences keep more prefetchers busy than one. It is a ceiling and not
// Sum itself: consumers read from front to back, and the read-ahead of files
// is made for that.
func sumHalves(p []byte, passes int) uint64 {
	half := len(p) / 2 &^ 63
	var a, b, c, d uint64
	for ; passes > 0; passes-- {
		for i := 0; i < half; i += 64 {
			v, w := block64(p, i), block64(p, half+i)
			a += binary.LittleEndian.Uint64(v[0:]) + binary.LittleEndian.Uint64(v[32:])
			b += binary.LittleEndian.Uint64(v[8:]) + binary.LittleEndian.Uint64(v[40:])
			c += binary.LittleEndian.Uint64(v[16:]) + binary.LittleEndian.Uint64(v[48:])
			d += binary.LittleEndian.Uint64(v[24:]) + binary.LittleEndian.Uint64(v[56:])
			a += binary.LittleEndian.Uint64(w[0:]) + binary.LittleEndian.Uint64(w[32:])
			b += binary.LittleEndian.Uint64(w[8:]) + binary.LittleEndian.Uint64(w[40:])
			c += binary.LittleEndian.Uint64(w[16:]) + binary.LittleEndian.Uint64(w[48:])
			d += binary.LittleEndian.Uint64(w[24:]) + binary.LittleEndian.Uint64(w[56:])
		}
		a += sumGo(p[2*half:], 1)
	}
	return a + b + c + d
}

// sumTiny is Sum of fewer than eight bytes.
func sumTiny(p []byte, passes int) uint64 {
	if len(p) == 0 {
		return 0
	}
	var a uint64
	for ; passes > 0; passes-- {
		a += partWord(p)
	}
	return a
}
