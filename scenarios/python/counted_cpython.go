//go:build cpython && cgo

package python

/*
#include "py_exchange.h"
*/
import "C"

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

func exchangeCounted(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(viewCounted), giveCounted)
}

// viewCounted asks for a buffer by way of packages cpython and buffer. The view knows
// its format and shape, and the object stays as long as any slice of it.
func viewCounted(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return src.viewing(cpython.Simple, bench.Cost{}, func(v *buffer.View) uint64 {
		p, err := buffer.As[byte](v)
		if err != nil {
			panic(fmt.Errorf("view a python object: %w", err))
		}
		return consume(p, passes)
	}), nil
}

// giveCounted exports Go's bytes as an object that counts its buffers: Close says
// how many Python still has, and the bytes stay pinned until there is none.
func giveCounted(b *bench.Block, src *exchange) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	view := buffer.Of(src.data)
	b.Defer(func() { _ = view.Release() }) // of memory that the collector frees
	l, err := src.lease(b)
	if err != nil {
		return bench.Op{}, err
	}
	return bench.Op{
		Cost: bench.Cost{Allocs: bench.Uncounted}, // those of the two packages
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				export, err := src.py.Export(view)
				if err != nil {
					panic(fmt.Errorf("lend go memory: %w", err))
				}
				if C.bb_exchange_exported(l, ref(export.Object())) != 0 {
					src.fail("make a memoryview of exported memory")
				}
				sum += consume(held(l), passes)
				C.bb_lease_let(l)
				if err := export.Close(); err != nil {
					panic(fmt.Errorf("take back go memory: %w", err))
				}
			}
			return sum
		},
	}, nil
}
