// Package kernel has functions that consume bytes, and the ceilings of a machine.
//
// It owns the work of every arm on its bytes ([Sum]), and walks over words apart from
// each other and their gathers ([SumStrided], [SumIndexed], [GatherStrided],
// [GatherIndexed]). It also owns the fastest ways known here to read and to copy memory
// on one thread ([Readers], [Copiers], [Streamers]). A run takes the ceilings of the
// machine from them. All versions of one kernel agree to the bit: plain Go, Go's
// simd/archsimd (GOEXPERIMENT=simd on amd64) and C (cgo; vectors on amd64, portable
// code elsewhere).
//
// It declines to time anything, to decide which kernel is the ceiling, and to
// know of scenarios. The kernels need the standard library only and keep no
// state.
package kernel
