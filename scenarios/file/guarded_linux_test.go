package file

import (
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestLostMappingIsUnmapped: the collector unmaps what nobody released, and a released
// mapping once only: a second time would panic.
func TestLostMappingIsUnmapped(t *testing.T) {
	_, before := held(t)
	b, f := opened(t, 4*bench.KiB)
	defer b.Close()
	lose := func() {
		memory, err := mapped(f, 4*bench.KiB)
		if err != nil {
			t.Fatal(err)
		}
		guard(memory)
		if memory, err = mapped(f, 4*bench.KiB); err != nil {
			t.Fatal(err)
		}
		guard(memory).release()
	}
	lose()
	for range 1000 { // a cleanup runs some time after the cycle that found it
		runtime.GC()
		if _, after := held(t); after == before {
			return
		}
		runtime.Gosched()
	}
	t.Error("a mapping that nobody released is still there after a thousand cycles")
}
