//go:build !cgo

package sqlite

import "github.com/bufbench/bufbench/bench"

// table is never made: its source skips.
type table struct{}

func ready() error {
	return &bench.Skip{Reason: "built without cgo", Hint: "install gcc and build with CGO_ENABLED=1"}
}

func libraryVersion() string { return "" }

func filled(*bench.Block) (*table, error) { return nil, ready() }

// The arms are nil: the source skips before any is opened.
var scanBytes, scanRaw, scanModernc, scanLent, nextOfDriver, blobReuse, blobRead, blobView func(*bench.Block, *table) (bench.Op, error)
