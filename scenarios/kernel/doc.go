// Package kernel is what consumes bytes, and what bounds it.
//
// It owns the work that every arm of a scenario does with the bytes it has
// reached ([Sum]), the walks over words that do not lie side by
// side, and their gathers ([SumStrided], [SumIndexed], [GatherStrided],
// [GatherIndexed]), and the fastest ways known here to read and to copy memory
// on one thread ([Readers], [Copiers], [Streamers]), from which a run takes the
// ceilings of the machine. All versions of one kernel agree to the bit: plain
// Go, Go's simd/archsimd (GOEXPERIMENT=simd on amd64) and C (cgo; vectors on
// amd64, portable code elsewhere).
//
// It declines to time anything, to decide which kernel is the ceiling, and to
// know of scenarios. The kernels need the standard library only and keep no
// state.
package kernel
