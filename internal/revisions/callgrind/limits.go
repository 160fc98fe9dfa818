package callgrind

// Limits must be printed beside counts.
const Limits = "Instructions say nothing of memory: compare versions of one function, never a copy with a view. " +
	"The work of other goroutines and threads, and of the kernel, is not counted. " +
	"Counts of loops that use maps, allocate or block vary from run to run."
