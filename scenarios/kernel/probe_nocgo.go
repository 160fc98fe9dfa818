//go:build !cgo

package kernel

import "github.com/bufbench/bufbench/bench"

// probes are empty: all of them need C.
func probes() []bench.Reference { return nil }
