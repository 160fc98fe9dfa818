//go:build cgo

package kernel

// static void bb_nothing(void) {}
import "C"

import "github.com/bufbench/bufbench/bench"

// probes are the constants of this machine that need C.
func probes() []bench.Reference {
	return []bench.Reference{{
		Role: bench.ProbeRole("cgo-call"), Name: "c",
		Open: func(bench.Ground) bench.Op { return bench.Op{Run: callNothing} },
	}}
}

// callNothing crosses into C and back n times.
func callNothing(n int) uint64 {
	for range n {
		C.bb_nothing()
	}
	return 0
}
