package python

import (
	"errors"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// ready starts Python, or says why it cannot be had here.
func ready() error { return skip(cpython.Ready()) }

// skip makes a *bench.Skip of what is missing and leaves every other error as
// it is.
func skip(err error) error {
	if missing, ok := errors.AsType[*cpython.Missing](err); ok {
		return &bench.Skip{Reason: missing.Reason, Hint: missing.Hint}
	}
	return err
}
