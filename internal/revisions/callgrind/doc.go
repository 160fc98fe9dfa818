// Package callgrind counts the instructions that the timed loop of a benchmark
// takes, in the test binary of any Go package, by valgrind's callgrind. The
// benchmarks stay as they are: package testing is built with hooks in it
// ([Overlay]), which collect while a benchmark's timer runs and at no other
// time, and the binary is run under valgrind ([Run]).
//
// Counts do not depend on the load of the machine. They do depend on the
// valgrind, the Go toolchain and the kind of processor, whose features choose
// among a program's routines: compare counts only where these are the same.
//
// It declines to build binaries, to read what a benchmark reports of itself,
// and to judge: the counts of two versions of one benchmark may be compared,
// those of two algorithms say little about their times ([Limits]).
package callgrind
