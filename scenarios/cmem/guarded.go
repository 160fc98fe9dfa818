package cmem

import (
	"runtime"

	"github.com/bufbench/bufbench/bench"
)

// guarded is what a binding hands out for memory of C's: whoever is done releases it, and
// the collector does so for those who forget.
type guarded struct {
	memory  memory
	cleanup runtime.Cleanup
}

// guard makes the collector the last resort. free is the call of the library.
func guard(m memory, free func(memory)) *guarded {
	g := &guarded{memory: m}
	g.cleanup = runtime.AddCleanup(g, free, m)
	return g
}

// release is the free in time, after which the collector has none to do.
func (g *guarded) release(free func(memory)) {
	g.cleanup.Stop()
	free(g.memory)
	runtime.KeepAlive(g)
}

// viewGuarded guards and releases in each operation. The memory stays, because the block
// owns it: the guard alone is measured, without the library's malloc and free. What the
// runtime allocates for a cleanup is its own affair.
func viewGuarded(b *bench.Block, m memory) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	free := func(memory) {}
	return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted, Cleanups: 1}, Run: func(n int) (sum uint64) {
		for range n {
			g := guard(m, free)
			sum += consume(g.memory.slice(), passes)
			g.release(free)
		}
		return sum
	}}, nil
}
