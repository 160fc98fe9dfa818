//go:build goexperiment.simd && amd64

package kernel

import "simd/archsimd"

// checksumAVX2 is Checksum with 32-byte loads; the CPU must have AVX2. There
// is no AVX-512 version: archsimd has no widening multiplication that wide.
func checksumAVX2(p []byte, passes int) uint64 {
	// Lane j of a step holds words 2j and 2j+1, of weights 4j+1 and 4j+3.
	// mulEven looks at the even 32-bit lanes only.
	first := load8(&[8]uint32{1, 0, 5, 0, 9, 0, 13, 0})
	two := archsimd.BroadcastUint32x8(2)
	step := archsimd.BroadcastUint32x8(16)
	var a, b archsimd.Uint64x4
	var tail uint64
	for range passes {
		q, low := p, first
		for len(q) >= 32 {
			x := load32((*[32]byte)(q))
			a = a.Add(mulEven(x, low))
			b = b.Add(mulEven(x.ShiftAllRight(32), low.Add(two)))
			low = low.Add(step)
			q = q[32:]
		}
		done := len(p) - len(q)
		tail += weigh(q, uint32(done/2)+1) // word i = done/4 counts 2i+1 times
	}
	return tail + addLanes(a.Add(b))
}
