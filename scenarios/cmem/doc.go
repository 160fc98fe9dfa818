// Package cmem holds the scenarios over memory that C allocated: what it costs
// to bring it into Go's heap, and what looking at it in place costs instead.
//
// It owns the C memory of each block, from malloc to free. It declines
// everything that hands Go memory to C, and callbacks. Without cgo it still
// builds: its scenarios are listed, and say what is missing.
package cmem
