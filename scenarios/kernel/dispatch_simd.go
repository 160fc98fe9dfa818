//go:build goexperiment.simd && amd64

package kernel

import "simd/archsimd"

// sumInCache is the size up to which 64-byte loads pay: they are faster from
// L1, as fast from the caches behind it, and 10 to 20 % slower from memory
// (EPYC of the Zen 4 generation).
const sumInCache = 1 << 20

func sumBest(p []byte, passes int) uint64 {
	if len(p) <= sumInCache && archsimd.X86.AVX512() {
		return sumAVX512(p, passes)
	}
	if archsimd.X86.AVX2() {
		return sumAVX2(p, passes)
	}
	return sumGo(p, passes)
}

// PlainSum returns [Sum] in plain Go, without the vectors of this build.
func PlainSum() func(p []byte, passes int) uint64 { return sumPlain }

// sumPlain is Sum as a build without vectors has it. Up to sumShort, Sum has none.
//
//go:noinline
func sumPlain(p []byte, passes int) uint64 {
	if n := len(p); n >= 8 && n <= sumShort {
		return Sum(p, passes)
	}
	return sumGo(p, passes)
}

func simdReaders() []Reader {
	var list []Reader
	if archsimd.X86.AVX2() {
		list = append(list, Reader{"go-avx2", sumAVX2})
	}
	if archsimd.X86.AVX512() {
		list = append(list, Reader{"go-avx512", sumAVX512})
	}
	return list
}
