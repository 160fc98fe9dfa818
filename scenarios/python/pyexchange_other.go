//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// exchange stands for the two sides in a build that has one.
type exchange struct{}

// openExchange returns a *bench.Skip: this program was built without CPython.
func openExchange(*bench.Block) (*exchange, error) { return nil, ready() }

// The arms are nil: the source skips before any of them is opened.
var exchangeCopy, exchangeBulk, exchangeTwice, exchangeReuse, exchangeView, exchangeCounted func(*bench.Block, *exchange) (bench.Op, error)

// exchangePart is not called either.
func exchangePart(*bench.Block, *exchange) any { return nil }
