//go:build clibs && cgo && !cpython

package clib

import "github.com/bufbench/bufbench/bench"

func pythonVersion() []bench.Version { return nil }

// borrowed returns a *bench.Skip: this program was built without CPython.
func borrowed(b *bench.Block) (*source, error) {
	return nil, b.Skip("built without CPython", "install python3-dev and build with -tags clibs,cpython")
}
