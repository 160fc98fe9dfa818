//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// Probes are none: this program was built without CPython.
func Probes() []bench.Reference { return nil }
