//go:build cgo

package kernel

/*
#cgo noescape bb_count
#cgo nocallback bb_count
#include "c_kernel.h"

static void bb_nothing(void) {}
static void bb_count(uint64_t *calls) { ++*calls; }
*/
import "C"

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// nativeProbes are what it costs to cross between Go and C.
func nativeProbes() []reference.Candidate {
	return []reference.Candidate{
		probe("cgo-call", "c", func(reference.Ground) bench.Op { return bench.Op{Run: callNothing} }),
		probe("c-copy", "c", func(g reference.Ground) bench.Op { return copyInC(g.To[:g.Case.Size], g.From) }),
		probe("cgo-noescape", "c", func(reference.Ground) bench.Op { return crossing(callCounting) }),
		probe("cgo-callback", "c", func(reference.Ground) bench.Op { return crossing(callBack) }),
	}
}

// crossing is the op of a work that counts itself.
func crossing(work func(n int) (count uint64)) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		work(n)
		return 0
	}}
}

// copyInC is memcpy, with a crossing per operation.
func copyInC(to, from []byte) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			cCopy(C.BB_PLAIN, to, from, 1)
		}
		return 0
	}}
}

// callNothing crosses into C and back n times.
func callNothing(n int) uint64 {
	for range n {
		C.bb_nothing()
	}
	return 0
}

// callCounting hands C a pointer to a variable on the stack n times, which
// noescape keeps there. C counts in it.
func callCounting(n int) uint64 {
	var calls C.uint64_t
	for range n {
		// Unsafe on C's side only: calls lives until this function returns, and
		// C keeps no pointer.
		C.bb_count(&calls)
	}
	return uint64(calls)
}
