// Package heapprice measures what an object on Go's heap costs: its allocation, and its
// part of collecting garbage. A small test binary of its own does so. The same Go toolchain
// builds it as builds the benchmark.
//
// A price is a range, because the same allocation is cheaper in a loop than amid other work,
// and cheaper without pointers than with them.
//
// It declines to multiply prices with counts.
package heapprice
