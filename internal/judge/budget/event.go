package budget

import (
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// IPC is the name of the instructions per cycle among events. It is a ratio, and no count
// of an operation.
const IPC = "IPC"

// Event is how often a perf event happens in an operation.
type Event struct {
	Name  string // one of [events.Names], or [IPC]
	PerOp interval.Estimate
	Share float64 // the smallest share of the time in which a launch counted it; below 1, PerOp is scaled up
}

// eventsOf are the events of one arm that every launch counted.
func eventsOf(ledgers []*launch.Ledger, arm int) (all []Event) {
	counts := map[string][]float64{} // by event, and launch
	shares := map[string]float64{}
	for _, l := range ledgers {
		for _, c := range l.Record.Rivals[arm].Counts {
			counts[c.Event] = append(counts[c.Event], c.PerOp)
			if least, known := shares[c.Event]; !known || c.Share < least {
				shares[c.Event] = c.Share
			}
		}
	}
	counts[IPC], shares[IPC] = perCycle(counts), min(shares[events.Cycles], shares[events.Instructions])
	for _, name := range eventNames() {
		if len(counts[name]) == len(ledgers) {
			all = append(all, Event{name, interval.HodgesLehmann(counts[name], Confidence), shares[name]})
		}
	}
	return all
}

// perCycle are the instructions per cycle, by launch; none if a launch counted no cycles.
func perCycle(counts map[string][]float64) (all []float64) {
	cycles, instructions := counts[events.Cycles], counts[events.Instructions]
	if len(cycles) != len(instructions) {
		return nil
	}
	for i, n := range cycles {
		if n == 0 {
			return nil
		}
		all = append(all, instructions[i]/n)
	}
	return all
}

// eventNames are the names of all events. IPC stands behind the figures that it is made of.
func eventNames() (all []string) {
	for _, name := range events.Names() {
		all = append(all, name)
		if name == events.Instructions {
			all = append(all, IPC)
		}
	}
	return all
}

// uncounted says which events a launch did not count, and why.
func uncounted(l *launch.Ledger) []string {
	how := l.Record.Counting
	if how == nil {
		return nil
	}
	lines := events.Say(how.Lacks)
	if how.Alone {
		lines = append(lines, events.WithoutKernel)
	}
	return lines
}
