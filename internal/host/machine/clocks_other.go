//go:build !linux

package machine

import "time"

var started = time.Now()

// upClocks is the time since this process started; suspension is not known.
func upClocks() (running, up time.Duration) { return time.Since(started), time.Since(started) }
