//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"fmt"
	"runtime"

	"github.com/bufbench/bufbench/bench"
)

// under makes operations take the GIL as the policy says. If it is held around a
// sample, operations stay as they are. Otherwise each is a call by itself: its
// nanoseconds do not show beside taking a lock.
func (s *exchange) under(policy string, op bench.Op) (bench.Op, error) {
	run := op.Run
	var sum uint64 // of a run; here, because a closure's variables are allocated
	one := func() { sum += run(1) }
	switch policy {
	case "held":
	case "taken":
		op.Hold = nil
		op.Run = func(n int) uint64 {
			sum = 0
			for range n {
				s.py.Do(one)
			}
			return sum
		}
	case "ensured":
		op.Hold = unknownThread
		op.Run = func(n int) uint64 {
			sum = 0
			for range n {
				ensured(one)
			}
			return sum
		}
	default:
		return bench.Op{}, fmt.Errorf("live under the unknown policy %q of the GIL", policy)
	}
	return op, nil
}

// ensured runs f as code does without any knowledge of its thread. The thread is
// locked.
func ensured(f func()) {
	state := C.PyGILState_Ensure()
	defer C.PyGILState_Release(state) // after a panic too
	f()
}

// unknownThread runs sample on a locked thread that Python does not know, and
// waits for it. What panics there panics here. The thread ends with the sample.
func unknownThread(sample func()) {
	ended := make(chan any)
	go func() {
		defer func() { ended <- recover() }()
		runtime.LockOSThread()
		if C.PyGILState_GetThisThreadState() == nil {
			sample()
			return // and never unlocked
		}
		// As long as this one is locked, another thread must be found.
		defer runtime.UnlockOSThread()
		unknownThread(sample)
	}()
	if reason := <-ended; reason != nil {
		panic(reason)
	}
}
