//go:build asan

package goheap

// escaped is how many headers of slices escape where package binary is handed one:
// under asan it is not inlined.
const escaped = 1
