package kernel

import "encoding/binary"

// farApart is the stride from which on a walk takes a word a step. Its words
// then share few sets of the caches, and more loads in flight only hinder each
// other: by 5 to 12 % where a stride is 2 to 8 KiB (EPYC of the Zen 5
// generation).
const farApart = 1 << 10

// SumStrided reads, passes times, the eight bytes at every multiple of stride
// that lie wholly within p, and returns the sum, modulo 2⁶⁴ and over all
// passes, of these little-endian words: a column of a row-major matrix, if p
// begins with its first number and stride is the length of a row in bytes. A
// stride below 1 reads nothing. Otherwise the contract is Sum's.
//
// Every arm that walks with a stride consumes through this one function. It is
// plain Go: from L2 on, cache lines bound it and not instructions, and a vector
// load would read other columns too, which another goroutine may be writing.
//
//go:noinline
func SumStrided(p []byte, stride, passes int) uint64 {
	n := stridedWords(p, stride)
	if n < 8 || stride >= farApart {
		return sumSingly(p, n, stride, passes)
	}
	// Four slices, each a word further, spare an address computed for every load.
	q, r, s := p[stride:], p[2*stride:], p[3*stride:]
	step, whole, all := 4*stride, n/8*8*stride, n*stride
	var a, b, c, d uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i < whole; i += step {
			a, b, c, d = a+word(p, i), b+word(q, i), c+word(r, i), d+word(s, i)
			i += step
			a, b, c, d = a+word(p, i), b+word(q, i), c+word(r, i), d+word(s, i)
		}
		for ; i < all; i += stride {
			a += word(p, i)
		}
	}
	return a + b + c + d
}

// sumSingly is SumStrided of n words, one a step.
func sumSingly(p []byte, n, stride, passes int) (sum uint64) {
	for ; passes > 0; passes-- {
		i := 0
		for range n {
			sum += word(p, i)
			i += stride
		}
	}
	return sum
}

// GatherStrided copies the words that [SumStrided] reads to dst, one behind the
// other, as many as dst has whole words for. dst and src must not overlap.
//
//go:noinline
func GatherStrided(dst, src []byte, stride int) {
	n := min(stridedWords(src, stride), len(dst)/8)
	i, j, to := 0, 0, cells(dst)[:n]
	if n >= 4 && stride < farApart { // as in SumStrided
		q, r, s := src[stride:], src[2*stride:], src[3*stride:]
		for ; j <= len(to)-4; j += 4 {
			four := (*[4][8]byte)(to[j : j+4])
			binary.LittleEndian.PutUint64(four[0][:], word(src, i))
			binary.LittleEndian.PutUint64(four[1][:], word(q, i))
			binary.LittleEndian.PutUint64(four[2][:], word(r, i))
			binary.LittleEndian.PutUint64(four[3][:], word(s, i))
			i += 4 * stride
		}
	}
	for ; j < len(to); j++ {
		binary.LittleEndian.PutUint64(to[j][:], word(src, i))
		i += stride
	}
}

// stridedWords is how many words a walk over p visits: word i begins at byte
// i*stride, and the last one ends within p.
func stridedWords(p []byte, stride int) int {
	if len(p) < 8 || stride < 1 {
		return 0
	}
	return (len(p)-8)/stride + 1
}
