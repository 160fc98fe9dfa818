// Package profdiff finds where two profiles of a benchmark differ, by function and per operation.
//
// A profile is of a whole process, and nothing of it is left out: what the
// runtime does beside the benchmark's own goroutine, as collecting garbage, is
// a part of its price. So are the set-up of the benchmark and the start of the
// process; divided by the operations they are small where these are many, and
// where both sides ran as many, what is equal on both drops out. Functions that
// only call others, as those of package testing, have next to no time and no
// memory of their own, and stand last.
//
// A profile of time is made of samples, a hundred a second of processor time,
// and their number varies from run to run. [Measure] says what chance alone
// makes of so many. Chance is not all: two runs of one program also differ by
// what else the machine did and by where the program lies in memory, which no
// profile tells. So what is not marked as chance is different between the two
// runs, and for what reason is to be seen.
//
// It reads what runtime/pprof writes of time and of memory. It declines to run
// anything, to print, and to judge whether a revision is worse.
package profdiff
