package counters

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/bufbench/bufbench/internal/measure/events"
)

// lackOf is the reason of an event that did not open. level is
// kernel.perf_event_paranoid.
func lackOf(e Event, err error, level int, known bool) events.Lack {
	l := events.Lack{Event: e.Name}
	is := func(all ...error) bool {
		for _, one := range all {
			if errors.Is(err, one) {
				return true
			}
		}
		return false
	}
	switch {
	case is(syscall.EACCES, syscall.EPERM) && known && level > 1:
		l.Reason, l.Hint = fmt.Sprintf("kernel.perf_event_paranoid is %d", level), events.Allow
	case is(syscall.EACCES, syscall.EPERM):
		l.Reason, l.Hint = "this process may not count", "--cap-add PERFMON, if it runs in a container"
		if known {
			l.Reason += fmt.Sprintf(", though kernel.perf_event_paranoid is %d", level)
		}
	case is(syscall.ENOENT, syscall.ENODEV, syscall.ENXIO, syscall.EOPNOTSUPP) && e.processor():
		l.Reason, l.Hint = "the processor has no such counter for this system, as in most virtual machines",
			"a virtual PMU for the guest, in QEMU -cpu host,pmu=on"
	case is(syscall.ENOENT):
		l.Reason = "this kernel does not count them"
	case is(syscall.ENOSYS):
		l.Reason = "this system has no perf_event_open"
	case is(syscall.EMFILE):
		l.Reason, l.Hint = "this process has too many open files", "ulimit -n 4096"
	case is(syscall.ENFILE):
		l.Reason, l.Hint = "this system has too many open files", "sysctl fs.file-max=1000000"
	default:
		l.Reason = fmt.Sprintf("perf_event_open: %v", err)
	}
	return l
}

// unseen is the lack of an event inside a kernel that the process may not watch: the
// kernel would count 0.
func unseen(e Event, level int, known bool) events.Lack {
	l := lackOf(e, syscall.EACCES, level, known)
	l.Reason += ", and this happens in the kernel"
	return l
}

// names are the names of events, for a sentence.
func names(events []Event) string {
	all := make([]string, len(events))
	for i, e := range events {
		all[i] = e.Name
	}
	return strings.Join(all, ", ")
}
