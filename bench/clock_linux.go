package bench

import (
	"time"

	"golang.org/x/sys/unix"
)

func threadClocks() Clocks {
	return Clocks{
		CPU:     func() time.Duration { return clock(unix.CLOCK_THREAD_CPUTIME_ID) },
		Process: func() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) },
		Usage:   usage,
	}
}

func clock(id int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(id, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}

func usage() Usage {
	var r unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &r) != nil {
		return Usage{}
	}
	return Usage{Faults: int64(r.Minflt), Switches: int64(r.Nivcsw)}
}
