//go:build !linux

package kernel

import "github.com/bufbench/bufbench/bench"

// faultProbes are none: how pages are given back is known for Linux only.
func faultProbes() []bench.Reference { return nil }
