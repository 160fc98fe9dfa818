//go:build cpython && cgo

package python

import (
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// viewing is the arm of operations that get the object's buffer by way of packages
// cpython and buffer, use a view of it, and release both.
func (e *exporter) viewing(flags cpython.Flags, cost bench.Cost, use func(*buffer.View) uint64) bench.Op {
	cost.Allocs = bench.Uncounted // those of the two packages
	once := func() uint64 {
		held, err := e.py.Buffer(e.object, flags)
		if err != nil {
			panic(fmt.Errorf("view a python object: %w", err))
		}
		view, err := held.View()
		if err != nil {
			panic(fmt.Errorf("view a python object: %w", err))
		}
		sum := use(view)
		if err := errors.Join(view.Release(), held.Release()); err != nil {
			panic(fmt.Errorf("release a view of a python object: %w", err))
		}
		return sum
	}
	return bench.Op{
		Hold: e.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				sum += once()
			}
			return sum
		},
		Cost: cost,
	}
}

// viewWith looks at the bytes by package cpython's shortest way, as a program would.
func viewWith(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			look := func(p []byte) error {
				sum += consume(p, passes)
				return nil
			}
			for range n {
				if err := cpython.With(src.py, src.object, look); err != nil {
					panic(fmt.Errorf("view a python object: %w", err))
				}
			}
			return sum
		},
	}, nil
}
