package clocks_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/clocks"
)

func TestSystemClocksAdvance(t *testing.T) {
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	c := clocks.System()
	for name, read := range map[string]func() time.Duration{"Wall": c.Wall, "CPU": c.CPU, "Process": c.Process} {
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
