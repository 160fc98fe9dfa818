//go:build goexperiment.simd && amd64

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// sumAVX512 is Sum with 64-byte loads; the CPU must have AVX-512.
func sumAVX512(p []byte, passes int) uint64 {
	n := len(p)
	if n < 8 {
		return sumTiny(p, passes)
	}
	var a, b, c, d archsimd.Uint64x8
	var tail uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i <= n-512; i += 512 {
			w := vectors8(p, i)
			a = a.Add(load64(&w[0]))
			b = b.Add(load64(&w[1]))
			c = c.Add(load64(&w[2]))
			d = d.Add(load64(&w[3]))
			a = a.Add(load64(&w[4]))
			b = b.Add(load64(&w[5]))
			c = c.Add(load64(&w[6]))
			d = d.Add(load64(&w[7]))
		}
		for ; i <= n-64; i += 64 {
			a = a.Add(load64(block64(p, i)))
		}
		for ; i <= n-8; i += 8 {
			tail += word(p, i)
		}
		tail += lastWord(p)
	}
	a = a.Add(b).Add(c.Add(d))
	return tail + addLanes(a.GetLo().Add(a.GetHi()))
}

// sumAVX2 is Sum with 32-byte loads; the CPU must have AVX2.
func sumAVX2(p []byte, passes int) uint64 {
	n := len(p)
	if n < 8 {
		return sumTiny(p, passes)
	}
	var a, b, c, d archsimd.Uint64x4
	var tail uint64
	for ; passes > 0; passes-- {
		i := 0
		for ; i <= n-256; i += 256 {
			w := vectors4(p, i)
			a = a.Add(load32(&w[0]))
			b = b.Add(load32(&w[1]))
			c = c.Add(load32(&w[2]))
			d = d.Add(load32(&w[3]))
			a = a.Add(load32(&w[4]))
			b = b.Add(load32(&w[5]))
			c = c.Add(load32(&w[6]))
			d = d.Add(load32(&w[7]))
		}
		for ; i <= n-32; i += 32 {
			a = a.Add(load32(block32(p, i)))
		}
		for ; i <= n-8; i += 8 {
			tail += word(p, i)
		}
		tail += lastWord(p)
	}
	return tail + addLanes(a.Add(b).Add(c.Add(d)))
}

// addLanes returns the sum of the lanes of a, the last vector work of a
// function: it also clears the upper halves of the registers, which would slow
// down code with older instructions.
func addLanes(a archsimd.Uint64x4) uint64 {
	var lanes [2]uint64
	store2(a.GetLo().Add(a.GetHi()), &lanes)
	// The store keeps the compiler from clearing earlier, in mid-work.
	archsimd.ClearAVXUpperBits()
	return lanes[0] + lanes[1]
}

// vectors8 returns p[i:i+512], which must lie within p, as eight vectors of
// eight words.
func vectors8(p []byte, i int) *[8][64]byte {
	// Unsafe: p owns the bytes and keeps them alive, the caller has shown
	// i+512 <= len(p), and an array of bytes needs no alignment.
	return (*[8][64]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))
}

// vectors4 returns p[i:i+256], which must lie within p, as eight vectors of
// four words.
func vectors4(p []byte, i int) *[8][32]byte {
	// Unsafe: as in vectors8, with i+256 <= len(p).
	return (*[8][32]byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(p)), i))
}
