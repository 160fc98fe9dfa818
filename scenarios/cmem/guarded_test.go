package cmem

import (
	"runtime"
	"sync/atomic"
	"testing"
)

// TestGuard: what is released is freed once, and what is lost is freed by the collector.
func TestGuard(t *testing.T) {
	var released, lost atomic.Int32
	guard(memory{}, func(memory) { lost.Add(1) })
	free := func(memory) { released.Add(1) }
	guard(memory{}, free).release(free)
	for range 1000 { // a cleanup runs some time after the cycle that found it
		runtime.GC()
		if lost.Load() > 0 {
			break
		}
		runtime.Gosched()
	}
	runtime.GC()
	if released.Load() != 1 || lost.Load() != 1 {
		t.Errorf("released memory is freed %d times and lost memory %d times, want once each", released.Load(), lost.Load())
	}
}
