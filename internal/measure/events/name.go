package events

// The events that tell a copy from a view, by their names.
const (
	Cycles          = "cycles"
	Instructions    = "instructions"
	LLCMisses       = "LLC-misses"
	DTLBMisses      = "dTLB-misses"
	PageFaults      = "page-faults"
	MinorFaults     = "minor-faults"
	MajorFaults     = "major-faults"
	ContextSwitches = "context-switches"
	Migrations      = "cpu-migrations"
)

// Names are the names of all events, in the order in which they are shown.
func Names() []string {
	return []string{
		Cycles, Instructions, LLCMisses, DTLBMisses,
		PageFaults, MinorFaults, MajorFaults, ContextSwitches, Migrations,
	}
}

// Unit is the unit of an event's count per operation.
func Unit(event string) string { return event + "/op" }

// Units are the lines of Go benchmark text about the units of events: less is better.
// No count is declared exact, because the runtime and the kernel cause page faults
// beside an operation.
func Units() []string {
	var lines []string
	for _, name := range Names() {
		lines = append(lines, "Unit "+Unit(name)+" better=lower")
	}
	return lines
}
