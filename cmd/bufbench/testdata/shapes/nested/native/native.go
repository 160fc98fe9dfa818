// Package native calls C.
package native

// #include "sum.h"
import "C"

// Of is the work of n units.
func Of(n int) int { return int(C.sum_of(C.int(n))) }
