//go:build cpython && cgo

package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// viewKept keeps one memoryview, which holds the export, and reads its fields anew in
// each operation.
func viewKept(b *bench.Block, src *exporter) (bench.Op, error) {
	view, err := src.made(b, "memoryview(o)")
	if err != nil {
		return bench.Op{}, err
	}
	return src.peeking(b, view.Peek()), nil
}

// peeking is the arm of looks at a kept memoryview. An operation is nothing but the
// look, and takes a few nanoseconds.
func (e *exporter) peeking(b *bench.Block, view cpython.Peek) bench.Op {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Hold: e.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				p, ok := view.Bytes()
				if !ok {
					panic(view.Err())
				}
				sum += consume(p, passes)
			}
			return sum
		},
	}
}
