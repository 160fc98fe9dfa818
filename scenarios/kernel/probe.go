package kernel

import (
	"runtime"
	"sync"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// probes are the constants of this machine that this build can measure. None
// keeps anything that must be released.
func probes() []reference.Candidate {
	list := []reference.Candidate{
		probe("kernel-call", "go", func(g reference.Ground) bench.Op { return callKernel(Sum, g.From[:8]) }),
		probe("alloc", "go", func(g reference.Ground) bench.Op { return allocate(g.Case.Size) }),
		probe("pool-get", "go", func(reference.Ground) bench.Op { return poolGet(&sync.Pool{New: newPooled}) }),
		probe("pin", "go", func(reference.Ground) bench.Op { return pinAgain(new(pooled)) }),
	}
	return append(append(list, faultProbes()...), nativeProbes()...)
}

func probe(name, how string, open func(reference.Ground) bench.Op) reference.Candidate {
	return reference.Candidate{Role: reference.Probe(name), Name: how, Open: open}
}

// callKernel is what a consumer costs beside its bytes: it is called as arms
// call it, through a function value, which is never removed. The least that
// consumes at all is one word.
func callKernel(consume bench.Consumer, word []byte) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			consume(word, 1)
		}
		return 0
	}}
}

// allocate makes a slice of the case's size, of which an operation is the whole: its
// size class, the zeros in it, and its part of the collector's work.
func allocate(size bench.Bytes) bench.Op {
	return bench.Op{
		Run: func(n int) uint64 {
			for range n {
				_ = fresh(size)
			}
			return 0
		},
		Cost: bench.Cost{Allocs: 1},
	}
}

// fresh returns memory from the heap, whatever becomes of it: what a function
// that is not inlined returns escapes.
//
//go:noinline
func fresh(size bench.Bytes) []byte { return make([]byte, size) }

// pooled is what the pool holds: a pointer, so that Put makes no interface of
// it on the heap.
type pooled [64]byte

func newPooled() any { return new(pooled) }

// poolGet takes an object from the pool and puts it back.
func poolGet(pool *sync.Pool) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			pool.Put(pool.Get())
		}
		return 0
	}}
}

// pinAgain pins one object and unpins it, with a Pinner that is kept, as its
// documentation advises. The object is a pointer.
func pinAgain(object any) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		var pinner runtime.Pinner
		for range n {
			pinner.Pin(object)
			pinner.Unpin()
		}
		return 0
	}}
}
