//go:build !asan

package kernel

import "testing"

// A buffer on the caller's stack stays there, since Sum does not let it
// escape. The address sanitizer moves such arrays to the heap on its own.
func TestSumLeavesArraysOnTheStack(t *testing.T) {
	var s uint64
	if n := testing.AllocsPerRun(100, func() {
		var q [64]byte
		q[3] = byte(s)
		s += Sum(q[:], 1)
	}); n != 0 {
		t.Errorf("Sum of a local array allocates %v times, want 0", n)
	}
}
