// Package launch is the language of parent and child: the parent tells a fresh
// process what to do ([Job], [Wish], [Visit]), and the process answers ([Message],
// [Description], [Trial], [Record], [Fault]).
//
// The values are data. Everything from another process or from a file is checked
// before it counts (check.go). The package makes no system call: whoever reads
// records links no profiler, no signals and no counters.
package launch
