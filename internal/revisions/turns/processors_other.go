//go:build !linux

package turns

// Processors are not known here: no thread can be moved to one.
func Processors() []int { return nil }
