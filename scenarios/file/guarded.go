package file

import (
	"os"
	"runtime"

	"github.com/bufbench/bufbench/bench"
)

// guarded is a mapping that is unmapped by its release. If nobody releases it, the collector
// has it unmapped once nobody holds it.
type guarded struct {
	memory  []byte
	cleanup runtime.Cleanup
}

// guard makes the collector the last resort of a mapping.
func guard(memory []byte) *guarded {
	g := &guarded{memory: memory}
	g.cleanup = runtime.AddCleanup(g, unmap, memory)
	return g
}

// release unmaps the memory, and the collector no longer does.
func (g *guarded) release() {
	g.cleanup.Stop()
	unmap(g.memory)
	runtime.KeepAlive(g)
}

// viewGuarded maps, guards and releases in each operation. What the runtime allocates for a
// cleanup is its own affair.
func viewGuarded(b *bench.Block, f *os.File) (bench.Op, error) {
	consume, size, passes := b.Kernel, b.Case.Size, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Mapped: size, Allocs: bench.Uncounted, Cleanups: 1}, Run: func(n int) (sum uint64) {
		for range n {
			mapping, err := mapped(f, size)
			if err != nil {
				panic(err) // as in read
			}
			g := guard(mapping)
			sum += consume(g.memory, passes)
			g.release()
		}
		return sum
	}}, nil
}
