// Package gotest builds the benchmarks of Go packages into test binaries, as
// "go test -c" does, and runs them, as "go test -bench" does: in the folder of
// the package, nothing on standard input, each launch a fresh process.
//
// It owns package testing's flags and output. It declines which launches are made
// and what becomes of their values.
package gotest
