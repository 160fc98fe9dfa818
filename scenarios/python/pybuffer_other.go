//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// exporter stands for a Python object in a build that has none.
type exporter struct{}

// openExporter returns a *bench.Skip: this program was built without CPython.
func openExporter(*bench.Block) (*exporter, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var copyTwice, copyBytes, copyReuse, viewBuffer, viewMemoryView, viewKept, viewNext, viewWith func(*bench.Block, *exporter) (bench.Op, error)

// heldPart is not called either.
func heldPart(*bench.Block, *exporter) any { return nil }
