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

// Process returns the clocks of work on several threads. It has none for CPU: that of the
// thread would count the calling one alone.
func Process() loop.Clocks {
	c := ofProcess()
	c.Wall = System().Wall
	return c
}
