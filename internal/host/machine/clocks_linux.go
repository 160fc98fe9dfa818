package machine

import (
	"time"

	"golang.org/x/sys/unix"
)

// upClocks reads the time since boot, without and with suspension.
func upClocks() (running, up time.Duration) {
	read := func(clock int32) time.Duration {
		var t unix.Timespec
		if unix.ClockGettime(clock, &t) != nil {
			return 0
		}
		return time.Duration(t.Nano())
	}
	return read(unix.CLOCK_MONOTONIC), read(unix.CLOCK_BOOTTIME)
}
