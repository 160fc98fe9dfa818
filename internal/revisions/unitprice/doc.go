// Package unitprice measures what one of something costs on this machine: an object on Go's
// heap (its allocation, and its part of collecting garbage), the first touch of a page, an
// empty call into C, and a system call that reads. A small test binary of its own does so.
// The same Go toolchain builds it as builds the benchmark.
//
// A price is a range, because the same work is cheaper in a loop than amid other work. An
// object is cheaper without pointers than with them.
//
// It declines to multiply prices with counts.
package unitprice
