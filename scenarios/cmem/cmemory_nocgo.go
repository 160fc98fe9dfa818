//go:build !cgo

package cmem

import "github.com/bufbench/bufbench/bench"

func ready() error {
	return &bench.Skip{Reason: "built without cgo", Hint: "install gcc and build with CGO_ENABLED=1"}
}

func allocate(*bench.Block) (memory, error) { return memory{}, ready() }

func copyGoBytes(*bench.Block, memory) (bench.Op, error) { return bench.Op{}, ready() }

// The arms of GoMemoryToC are nil: its source skips before any is opened.
var copyEach, copyArena, copyKept, viewPinned, viewCalls func(*bench.Block, buffers) (bench.Op, error)
