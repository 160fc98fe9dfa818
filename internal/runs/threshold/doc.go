// Package threshold finds the size from which one of two rivals wins. The rivals are
// benchmarks of any Go package, or two revisions of one benchmark. The size is a number in
// their names, in an environment variable or in a flag of the test binary.
//
// It builds test binaries, measures launches of both rivals in turn, and judges by package
// breakeven. It does not know flags of the command line, terminals, reports and exit codes.
package threshold
