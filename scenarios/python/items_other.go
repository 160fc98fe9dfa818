//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// items stands for a Python object in a build that has none.
type items struct{}

// openContiguous and openNumbers return a *bench.Skip: this program was built
// without CPython.
func openContiguous(*bench.Block) (*items, error) { return nil, ready() }
func openNumbers(*bench.Block) (*items, error)    { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var (
	itemsTobytes, itemsToContiguous, itemsGather, itemsGetContiguous, itemsWalk func(*bench.Block, *items) (bench.Op, error)
	numbersList, numbersUnpack, numbersContiguous, numbersOneByOne              func(*bench.Block, *items) (bench.Op, error)
)

// itemsPart is not called either.
func itemsPart(*bench.Block, *items) any { return nil }
