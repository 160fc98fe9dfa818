// Package cmem holds the scenarios over memory that Go and C share: copy it from one
// heap to the other, or look at it in place.
//
// It owns the C memory of each block, from malloc to free, and the pins of Go
// memory that C looks at. It declines pointers that C keeps beyond a call, and
// callbacks. Without cgo it still builds: its scenarios are listed, and say
// what is missing.
package cmem
