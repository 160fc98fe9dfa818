package counters

// kind is who counts an event. Its values are the kernel's attr.type.
type kind uint32

const (
	hardware kind = 0 // a counter of the processor, by a general name
	software kind = 1 // the kernel, by itself
	cache    kind = 3 // a counter of the processor, by cache, operation and result
)

// Event is something that can be counted.
type Event struct {
	Name   string // as in the unit of its figures: page-faults of page-faults/op
	kind   kind
	config uint64
	inside bool // it happens in the kernel only: with the kernel left out it is 0, whatever happens
}

// Caches, as the kernel numbers them, and what of them is counted: reads that
// found nothing there.
const (
	lastLevel  = 2
	dataTLB    = 3
	readMisses = 0<<8 | 1<<16
)

// All are the events that tell a copy from a view, in the order in which they
// are shown.
//
// Note: the minor faults are 5 and the major ones 6, as in the kernel's
// perf_event.h; some libraries have them the other way round. The general event
// "cache misses" is not asked for, because on some processors it is those of L2.
func All() []Event {
	return []Event{
		{Name: "cycles", kind: hardware, config: 0},
		{Name: "instructions", kind: hardware, config: 1},
		{Name: "LLC-misses", kind: cache, config: lastLevel | readMisses},
		{Name: "dTLB-misses", kind: cache, config: dataTLB | readMisses},
		{Name: "page-faults", kind: software, config: 2},
		{Name: "minor-faults", kind: software, config: 5},
		{Name: "major-faults", kind: software, config: 6},
		{Name: "context-switches", kind: software, config: 3, inside: true},
		{Name: "cpu-migrations", kind: software, config: 4, inside: true},
	}
}

// Unit is that of a life's share of an event.
func Unit(event string) string { return event + "/op" }

// Units are the lines by which Go benchmark text says of the units of all events
// which direction is better. None is said to be exact: even page faults come and
// go with what the runtime and the kernel do beside a life.
func Units() []string {
	var lines []string
	for _, e := range All() {
		lines = append(lines, "Unit "+Unit(e.Name)+" better=lower")
	}
	return lines
}

// processor reports whether the processor counts the event.
func (e Event) processor() bool { return e.kind != software }
