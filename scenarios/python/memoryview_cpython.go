//go:build cpython && cgo

package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// viewKept keeps one memoryview, which holds the export, and reads its fields
// anew in each life.
func viewKept(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	view, err := src.py.Eval("memoryview(o)", map[string]*cpython.Object{"o": src.object})
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(view.Close)
	kept := view.Peek()
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				p, ok := kept.Bytes()
				if !ok {
					panic(kept.Err())
				}
				sum += consume(p, passes)
			}
			return sum
		},
	}, nil
}
