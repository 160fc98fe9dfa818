//go:build !unix

package gotest

import "runtime"

// TurnsLack returns why processes cannot take turns on this system.
func TurnsLack() string {
	return "a process gets no further files on " + runtime.GOOS + ", by which it would be told its turns"
}
