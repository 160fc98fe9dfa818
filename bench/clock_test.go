package bench_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
)

func TestSystemClocksAdvance(t *testing.T) {
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	clocks := bench.SystemClocks()
	for name, read := range map[string]func() time.Duration{"Wall": clocks.Wall, "CPU": clocks.CPU, "Process": clocks.Process} {
		if read == nil {
			continue
		}
		from := read()
		for read() == from { // a clock that stands still hangs here
		}
		if to := read(); to < from {
			t.Errorf("%s went back from %v to %v", name, from, to)
		}
	}
}
