//go:build !cpython || !cgo

package python

import "github.com/bufbench/bufbench/bench"

// versions are none: this program was built without CPython.
func versions() []bench.Version { return nil }

// Probes are none: this program was built without CPython.
func Probes() []bench.Reference { return nil }
