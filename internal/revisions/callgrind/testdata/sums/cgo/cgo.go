// Package cgo sums in C.
package cgo

// static long sum(long n) { long s = 0; for (long i = 0; i < n; i++) s += i ^ s; return s; }
import "C"

// Sum has n steps.
func Sum(n int) int { return int(C.sum(C.long(n))) }
