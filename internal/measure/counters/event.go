package counters

import "github.com/bufbench/bufbench/internal/measure/events"

// kind is the counter of an event: the processor or the kernel. Its values are the
// kernel's attr.type.
type kind uint32

const (
	hardware kind = 0 // a counter of the processor, by a general name
	software kind = 1 // the kernel, by itself
	cache    kind = 3 // a counter of the processor, by cache, access and result
)

// Event is something that can be counted.
type Event struct {
	Name   string // as in the unit of its figures: page-faults of page-faults/op
	kind   kind
	config uint64
	inside bool // it happens in the kernel only: with the kernel left out it always counts 0
}

// The kernel's numbers of caches, and of a read miss.
const (
	lastLevel  = 2
	dataTLB    = 3
	readMisses = 0<<8 | 1<<16
)

// All are the events of [events.Names], in that order.
//
// Note: the minor faults are 5 and the major ones 6, as in the kernel's
// perf_event.h; some libraries have them the other way round. The general event
// "cache misses" is not asked for, because on some processors it is those of L2.
func All() []Event {
	return []Event{
		{Name: events.Cycles, kind: hardware, config: 0},
		{Name: events.Instructions, kind: hardware, config: 1},
		{Name: events.LLCMisses, kind: cache, config: lastLevel | readMisses},
		{Name: events.DTLBMisses, kind: cache, config: dataTLB | readMisses},
		{Name: events.PageFaults, kind: software, config: 2},
		{Name: events.MinorFaults, kind: software, config: 5},
		{Name: events.MajorFaults, kind: software, config: 6},
		{Name: events.ContextSwitches, kind: software, config: 3, inside: true},
		{Name: events.Migrations, kind: software, config: 4, inside: true},
	}
}

// processor reports whether the processor counts the event.
func (e Event) processor() bool { return e.kind != software }
