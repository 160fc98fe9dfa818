//go:build !linux

package gotest

// processors returns nil: on this system, a thread cannot be moved to a processor.
func processors() []int { return nil }
