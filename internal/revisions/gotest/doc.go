// Package gotest builds the benchmarks of Go packages into test binaries, as
// "go test -c" does, and runs them, as "go test -bench" does: in the folder of the
// package, without standard input, each launch in a fresh process. Two processes can also
// take their samples in turn.
//
// It owns the flags and the output of package testing. It does not know the purpose of a
// launch, or the meaning of its values.
package gotest
