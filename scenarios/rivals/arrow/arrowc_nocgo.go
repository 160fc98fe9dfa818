//go:build !cgo

package arrow

import "github.com/bufbench/bufbench/bench"

// lent is never made: its source skips.
type lent struct{}

func ready() error {
	return &bench.Skip{Reason: "built without cgo", Hint: "install gcc and build with CGO_ENABLED=1"}
}

func lend(*bench.Block) (*lent, error) { return nil, ready() }

func part(*bench.Block, *lent) any { return nil }

// The arms are nil: the source skips before any is opened.
var copyFresh, copyReuse, view, viewSchema, viewStruct func(*bench.Block, *lent) (bench.Op, error)
