// Package callgrind counts the instructions in the timed loop of a benchmark, by
// valgrind's callgrind. It works with the test binary of any Go package, and the
// benchmarks stay as they are. Package testing is built with hooks ([Overlay]): they
// collect only while the timer of a benchmark runs. The binary runs under valgrind
// ([Run]).
//
// Counts do not depend on the load of the machine. They do depend on the valgrind, on
// the Go toolchain, and on the processor, because programs choose routines by its
// features. Compare counts only if these are the same.
//
// The package does not build binaries, read the values that a benchmark reports, or
// judge. The counts of two versions of one benchmark may be compared. Those of two
// algorithms say little about their times ([Limits]).
package callgrind
