package compare

import (
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 100} {
		calls := make([]int32, n)
		each(n, func(i int) { atomic.AddInt32(&calls[i], 1) })
		for i, c := range calls {
			if c != 1 {
				t.Errorf("of %d, %d was called %d times, want once", n, i, c)
			}
		}
	}
}

// TestEachPanics: a panic on another goroutine can be recovered by the caller.
func TestEachPanics(t *testing.T) {
	defer func() {
		if r := recover(); r != "at 7" {
			t.Errorf("recover() = %v, want what f panicked with", r)
		}
	}()
	each(50, func(i int) {
		if i == 7 {
			panic("at 7")
		}
	})
}
