package goheap

import "github.com/bufbench/bufbench/bench"

// gatherFresh gathers into fresh memory in each operation. Calling through a function
// value costs a nanosecond; a gather of 64 KiB takes microseconds.
func gatherFresh(b *bench.Block, pieces bench.Pieces, gather func(to []byte)) bench.Op {
	consume, passes, size := b.Kernel, b.Case.Passes, b.Case.Size
	return bench.Op{Cost: bench.Cost{Copied: size, Allocs: 1, Zeroed: true, Pieces: pieces}, Run: func(n int) (sum uint64) {
		for range n {
			fresh := make([]byte, size)
			gather(fresh)
			sum += consume(fresh, passes)
		}
		return sum
	}}
}

// gatherReuse gathers into memory that is kept between operations.
func gatherReuse(b *bench.Block, pieces bench.Pieces, gather func(to []byte)) bench.Op {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Pieces: pieces}, Run: func(n int) (sum uint64) {
		for range n {
			gather(kept)
			sum += consume(kept, passes)
		}
		return sum
	}}
}
