// Package native calls C.
package native

// #include "sum.h"
import "C"

// Of mixes numbers up to n into one.
func Of(n int) int { return int(C.sum_of(C.int(n))) }
