//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// sliced stands for a Python object in a build that has none.
type sliced struct{}

// openSliced returns a *bench.Skip: this program was built without CPython.
func openSliced(*bench.Block) (*sliced, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var sliceBytes, sliceAssign, sliceView, sliceViewMade func(*bench.Block, *sliced) (bench.Op, error)

// slicedPart is not called either.
func slicedPart(*bench.Block, *sliced) any { return nil }
