//go:build cpython && cgo

package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// versions are those of the embedded Python and of its numpy, if there is one.
func versions() []bench.Version {
	py, err := cpython.Start()
	if err != nil {
		return nil
	}
	return []bench.Version{
		{Of: "python", Number: py.Release()},
		{Of: "numpy", Number: py.Distribution("numpy")},
	}
}
