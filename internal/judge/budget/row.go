package budget

// Row is one kind of work in a budget.
type Row string

// The rows, in the order of a report.
const (
	Allocation Row = "allocation"    // of Go heap objects, without the collector's part
	Collection Row = "collection"    // the collector's work on the allocating thread
	Moving     Row = "moving bytes"  // copying by user code
	Faults     Row = "page faults"   // first touches of pages
	Calls      Row = "calls into C"  // the crossing, whatever C does then
	Lookups    Row = "lookups"       // of the buffer protocol, without the crossings
	System     Row = "system calls"  // that read, write or map, with what the system copies
	Cleanups   Row = "cleanups"      // added for the collector and stopped in time, without their objects
	Reading    Row = "reading"       // of the bytes, by the kernel of the scenario
	Waiting    Row = "waiting"       // wall time without CPU time of the thread: it waits, or others work
	Scheduling Row = "scheduling"    // in samples only: the runtime chooses what runs next
	Other      Row = "anything else" // in samples only: code of no other row
)

// Rows are the rows of a budget of prices. [Other] and [Scheduling] are none of them.
func Rows() []Row {
	return []Row{Allocation, Collection, Moving, Faults, Calls, Lookups, System, Cleanups, Reading, Waiting}
}
