package counters

import (
	"os"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// host is this machine's kernel.
func host() system {
	return system{
		open: openEvent,
		enable: func(leader int) error {
			return unix.IoctlSetInt(leader, unix.PERF_EVENT_IOC_ENABLE, unix.PERF_IOC_FLAG_GROUP)
		},
		disable: func(leader int) error {
			return unix.IoctlSetInt(leader, unix.PERF_EVENT_IOC_DISABLE, unix.PERF_IOC_FLAG_GROUP)
		},
		read:   unix.Read,
		close:  unix.Close,
		thread: unix.Gettid,
		paranoid: func() (int, bool) {
			text, err := os.ReadFile("/proc/sys/kernel/perf_event_paranoid")
			if err != nil {
				return 0, false
			}
			level, err := strconv.Atoi(strings.TrimSpace(string(text)))
			return level, err == nil
		},
	}
}

// openEvent opens an event of the calling thread on every processor that it runs on. A
// leader begins disabled, and keeps its group disabled.
func openEvent(e Event, leader int, alone bool) (fd int, err error) {
	attr := unix.PerfEventAttr{
		Type:        uint32(e.kind),
		Config:      e.config,
		Read_format: unix.PERF_FORMAT_GROUP | unix.PERF_FORMAT_TOTAL_TIME_ENABLED | unix.PERF_FORMAT_TOTAL_TIME_RUNNING,
	}
	attr.Size = uint32(unsafe.Sizeof(attr)) // a constant: nothing is read or written
	if leader < 0 {
		attr.Bits |= unix.PerfBitDisabled
	}
	if alone {
		attr.Bits |= unix.PerfBitExcludeKernel | unix.PerfBitExcludeHv
	}
	const caller, anywhere = 0, -1
	return unix.PerfEventOpen(&attr, caller, anywhere, leader, unix.PERF_FLAG_FD_CLOEXEC)
}
