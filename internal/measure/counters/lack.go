package counters

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
)

// Lack is an event that cannot be counted here, or not whole.
type Lack struct {
	Event  string `json:"event"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"` // what to type against it; empty where nothing is known to help
}

// allow is the command that lets people count what the kernel does as well.
const allow = "sysctl kernel.perf_event_paranoid=1"

// lackOf says why an event cannot be opened. Level is kernel.perf_event_paranoid.
func lackOf(e Event, err error, level int, known bool) Lack {
	l := Lack{Event: e.Name}
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
		l.Reason, l.Hint = fmt.Sprintf("kernel.perf_event_paranoid is %d", level), allow
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

// unseen is the lack of an event of the kernel where the kernel may not be
// watched: the kernel would count it, and say 0.
func unseen(e Event, level int, known bool) Lack {
	l := lackOf(e, syscall.EACCES, level, known)
	l.Reason += ", and this happens in the kernel"
	return l
}

// Busy is the lack of an event that was to be counted and never was.
func Busy(event string) Lack {
	return Lack{
		Event: event, Reason: "no counter of the processor was free while it was to be counted",
		Hint: "sysctl kernel.nmi_watchdog=0",
	}
}

// Say puts lacks into words, a line for each reason. It names the events unless
// all of them are lacking for the same reason.
func Say(lacks []Lack) []string {
	var order []Lack // one of each reason
	events := map[Lack][]string{}
	for _, l := range lacks {
		why := Lack{Reason: l.Reason, Hint: l.Hint}
		if events[why] == nil {
			order = append(order, why)
		}
		events[why] = append(events[why], l.Event)
	}
	var lines []string
	for _, why := range order {
		line := "perf counters: "
		if len(events[why]) < len(All()) {
			line += strings.Join(events[why], ", ") + " "
		}
		line += "not available (" + why.Reason
		if why.Hint != "" {
			line += "; try: " + why.Hint
		}
		lines = append(lines, line+")")
	}
	return lines
}

// names are those of some events, as in a sentence.
func names(events []Event) string {
	all := make([]string, len(events))
	for i, e := range events {
		all[i] = e.Name
	}
	return strings.Join(all, ", ")
}

// WithoutKernel says that only what the program itself does is counted (see
// [Set.Alone]).
const WithoutKernel = "perf counters: of the program alone, without what the kernel does for it, which this process may not watch (try: " + allow + ")"
