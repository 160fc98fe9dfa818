//go:build !cgo

package kernel

import "github.com/bufbench/bufbench/bench"

// nativeProbes are none: all of them need C.
func nativeProbes() []bench.Reference { return nil }
