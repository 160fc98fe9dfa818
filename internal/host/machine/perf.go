package machine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// Capabilities by their bits.
const (
	capSysAdmin = 21
	capPerfmon  = 38
)

// can reports whether this process has one of the capabilities.
func (t tree) can(bits ...int) bool {
	for key, value := range procfs.Pairs(t.Text("proc/self/status"), ":") {
		if key == "CapEff" {
			mask, _ := strconv.ParseUint(value, 16, 64)
			return slices.ContainsFunc(bits, func(bit int) bool { return mask>>bit&1 == 1 })
		}
	}
	return false
}

// perf is what the kernel lets this process count of itself. Debian and Ubuntu
// know levels above the kernel's 2, at which it may count nothing.
func (e exam) perf() (Finding, bool) {
	text := e.Text("proc/sys/kernel/perf_event_paranoid")
	level, err := strconv.Atoi(text)
	if err != nil {
		return Finding{}, false
	}
	f := Finding{Seen: "perf_event_paranoid " + text, Grade: OK, Try: "sudo sysctl -w kernel.perf_event_paranoid=1"}
	switch {
	case e.can(capSysAdmin, capPerfmon):
		f.Seen += ", and this process may count all"
	case level > 2:
		f.Seen, f.Grade = f.Seen+": no counting", Note
	case level == 2:
		f.Seen, f.Grade, f.Why = f.Seen+": user space only", Note, "context switches, and what the kernel does for an arm, are not counted"
	}
	return f, true
}

// pmu is whether the processor's counters are to be had, which most virtual
// machines and containers in them do not show.
func (e exam) pmu() (Finding, bool) {
	names, err := e.List("sys/bus/event_source/devices")
	if err != nil {
		return Finding{}, false
	}
	units := slices.DeleteFunc(names, func(name string) bool {
		return name != "cpu" && !strings.HasPrefix(name, "cpu_") && !strings.HasPrefix(name, "armv") && !strings.HasPrefix(name, "apple_")
	})
	if len(units) == 0 {
		return Finding{Seen: "none of the processor", Grade: Note}, true
	}
	return Finding{Seen: strings.Join(units, ", "), Grade: OK}, true
}
