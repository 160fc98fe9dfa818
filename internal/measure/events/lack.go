package events

import "strings"

// Lack is an event that cannot be counted here, and why.
type Lack struct {
	Event  string `json:"event"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"` // the command that helps; empty if none is known
}

// Allow is the command that lets a process count events inside the kernel too.
const Allow = "sysctl kernel.perf_event_paranoid=1"

// Busy is the lack of an event that never got a counter of the processor.
func Busy(event string) Lack {
	return Lack{
		Event: event, Reason: "no counter of the processor was free while it was to be counted",
		Hint: "sysctl kernel.nmi_watchdog=0",
	}
}

// Say puts lacks into words, one line per reason. It names the events unless all
// events lack for the same reason.
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
		if len(events[why]) < len(Names()) {
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

// WithoutKernel says that events inside the kernel are not counted.
const WithoutKernel = "perf counters: of the program alone, without what the kernel does for it, which this process may not watch (try: " + Allow + ")"
