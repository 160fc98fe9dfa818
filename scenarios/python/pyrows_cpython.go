//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// rowsTobytes is memoryview(o).tobytes(), which moves whole rows.
func rowsTobytes(b *bench.Block, src *rows) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_tobytes(l) != 0 {
					src.fail("copy rows to bytes")
				}
				sum += consume(held(l), passes)
				C.bb_lease_drop(l)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// rowsReuse copies the rows to memory that is kept, in Go.
func rowsReuse(b *bench.Block, src *rows) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return src.viewed(bench.Cost{Copied: b.Case.Size}, func(v *buffer.View) uint64 {
		if _, err := v.CopyTo(kept, buffer.OrderC); err != nil {
			panic(fmt.Errorf("copy the rows of an image: %w", err))
		}
		return consume(kept, passes)
	}), nil
}

// rowsFollow goes from row to row, in every pass.
func rowsFollow(b *bench.Block, src *rows) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return src.viewed(bench.Cost{}, func(v *buffer.View) (sum uint64) {
		for range passes {
			for run := range v.Runs() {
				sum += consume(run, 1)
			}
		}
		return sum
	}), nil
}

// viewed is lives that get the buffer with all that describes it, and a view of
// it in Go.
func (r *rows) viewed(cost bench.Cost, use func(*buffer.View) uint64) bench.Op {
	cost.Allocs = bench.Uncounted // those of packages cpython and buffer
	life := func() uint64 {
		held, err := r.py.Buffer(r.object, cpython.FullRO)
		if err != nil {
			panic(fmt.Errorf("view an image: %w", err))
		}
		view, err := held.View()
		if err != nil {
			panic(fmt.Errorf("view an image: %w", err))
		}
		sum := use(view)
		if err := errors.Join(view.Release(), held.Release()); err != nil {
			panic(fmt.Errorf("release a view of an image: %w", err))
		}
		return sum
	}
	return bench.Op{
		Cost: cost,
		Hold: r.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				sum += life()
			}
			return sum
		},
	}
}
