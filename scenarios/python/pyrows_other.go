//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// rows stands for a Python object in a build that has none.
type rows struct{}

// openRows returns a *bench.Skip: this program was built without CPython.
func openRows(*bench.Block) (*rows, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var rowsTobytes, rowsReuse, rowsFollow func(*bench.Block, *rows) (bench.Op, error)
