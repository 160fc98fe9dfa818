package kernel

import "encoding/binary"

// Checksum reads every byte of p passes times and returns the sum, modulo 2⁶⁴
// and over all passes, of p's little-endian 32-bit words, the last one padded
// with zeros, each multiplied by an odd weight: word i counts 2i+1 times, that
// factor taken modulo 2³². Unlike [Sum] it depends on the order of the words.
// Otherwise the contract is Sum's.
//
//go:noinline
func Checksum(p []byte, passes int) uint64 {
	return checksumBest(p, passes)
}

// checksumGo is Checksum in plain Go.
func checksumGo(p []byte, passes int) uint64 {
	var sum uint64
	for range passes {
		sum += weigh(p, 1)
	}
	return sum
}

// weigh returns the weighted sum of one pass over q, whose first word counts
// weight times.
func weigh(q []byte, weight uint32) uint64 {
	var a, b, c, d uint64
	for len(q) >= 32 {
		w := (*[32]byte)(q)
		a += weighPair(binary.LittleEndian.Uint64(w[0:]), weight)
		b += weighPair(binary.LittleEndian.Uint64(w[8:]), weight+4)
		c += weighPair(binary.LittleEndian.Uint64(w[16:]), weight+8)
		d += weighPair(binary.LittleEndian.Uint64(w[24:]), weight+12)
		weight += 16
		q = q[32:]
	}
	for len(q) >= 8 {
		a += weighPair(binary.LittleEndian.Uint64(q), weight)
		weight += 4
		q = q[8:]
	}
	if len(q) > 0 {
		a += weighPair(partWord(q), weight)
	}
	return a + b + c + d
}

// weighPair returns the two 32-bit halves of x, the low one times weight and
// the high one times weight+2.
func weighPair(x uint64, weight uint32) uint64 {
	return uint64(uint32(x))*uint64(weight) + (x>>32)*uint64(weight+2)
}
