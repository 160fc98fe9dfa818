package clocks

import (
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// System returns the real clocks. CPU and Usage belong to the calling thread, so the
// caller stays on one thread (runtime.LockOSThread).
func System() loop.Clocks {
	start := time.Now()
	c := ofThread()
	c.Wall = func() time.Duration { return time.Since(start) }
	return c
}
