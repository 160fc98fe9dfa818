package clocks

import (
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
	"golang.org/x/sys/unix"
)

// ofThread are the clocks of the calling thread and of its process.
func ofThread() loop.Clocks {
	return loop.Clocks{
		CPU:     func() time.Duration { return clock(unix.CLOCK_THREAD_CPUTIME_ID) },
		Process: func() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) },
		Usage:   func() loop.Usage { return usage(unix.RUSAGE_THREAD) },
	}
}

// ofProcess are the clocks of the process.
func ofProcess() loop.Clocks {
	return loop.Clocks{
		Process: func() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) },
		Usage:   func() loop.Usage { return usage(unix.RUSAGE_SELF) },
	}
}

func clock(id int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(id, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}

func usage(of int) loop.Usage {
	var r unix.Rusage
	if unix.Getrusage(of, &r) != nil {
		return loop.Usage{}
	}
	return loop.Usage{Faults: int64(r.Minflt), Switches: int64(r.Nivcsw)}
}
