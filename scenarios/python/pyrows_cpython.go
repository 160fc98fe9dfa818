//go:build cpython && cgo

package python

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// rowsTobytes is memoryview(o).tobytes(), which moves whole rows.
func rowsTobytes(b *bench.Block, src *rows) (bench.Op, error) {
	return src.reading(b, toBytes, inPython(b.Case.Size))
}

// rowsReuse copies the rows to memory that is kept, in Go.
func rowsReuse(b *bench.Block, src *rows) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return src.viewing(cpython.FullRO, bench.Cost{Copied: b.Case.Size}, func(v *buffer.View) uint64 {
		if _, err := v.CopyTo(kept, buffer.OrderC); err != nil {
			panic(fmt.Errorf("copy the rows of an image: %w", err))
		}
		return consume(kept, passes)
	}), nil
}

// rowsFollow goes from row to row, in every pass.
func rowsFollow(b *bench.Block, src *rows) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return src.viewing(cpython.FullRO, bench.Cost{}, func(v *buffer.View) (sum uint64) {
		for range passes {
			for run := range v.Runs() {
				sum += consume(run, 1)
			}
		}
		return sum
	}), nil
}
