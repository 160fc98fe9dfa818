// Package profdiff compares two profiles of a benchmark, by function and per operation.
//
// A profile is of a whole process, and nothing is left out. The work of the runtime
// beside the benchmark, such as collecting garbage, is a part of its price. So are the
// set-up of the benchmark and the start of the process. Divided by many operations, they
// are small. If both sides ran equally many, their equal parts cancel out. Functions
// that only call others, such as those of package testing, have almost no time and no
// memory of their own, and stand last.
//
// A CPU profile has a hundred samples per second of processor time, and their number
// varies from run to run. [Measure] marks differences that chance alone may make. Chance
// is not all. Two runs of one program also differ by the load of the machine, and by the
// place of the program in memory, and no profile tells these apart. So an unmarked
// difference is a real difference between the two runs, of unknown cause.
//
// The package reads the CPU and memory profiles of runtime/pprof. It does not run
// anything, print, or judge whether a revision is worse.
package profdiff
