//go:build !linux || !amd64

package callgrind

import "runtime"

// Lack returns why instructions cannot be counted here, and what to do about it.
func Lack() string {
	return "instructions: not available (they are counted by valgrind on linux/amd64, and this is " +
		runtime.GOOS + "/" + runtime.GOARCH + "; try: a linux/amd64 machine or container)"
}
