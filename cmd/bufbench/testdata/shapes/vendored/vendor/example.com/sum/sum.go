// Package sum says how much the benchmarks of another module do.
package sum

const rounds = 50

// Of is the work of n units.
func Of(n int) int { return n * rounds }
