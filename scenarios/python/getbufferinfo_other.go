//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// openText returns a *bench.Skip: this program was built without CPython.
func openText(*bench.Block) (*exporter, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var infoText, infoBytes, infoContiguous, infoReuse, infoView func(*bench.Block, *exporter) (bench.Op, error)
