//go:build !unix

package turns

import "runtime"

// Lack says why turns cannot be taken here.
func Lack() string {
	return "a process gets no further files on " + runtime.GOOS + ", by which it would be told its turns"
}
