//go:build unix && !linux

package child

import "golang.org/x/sys/unix"

// dupOver makes descriptor to a duplicate of from.
func dupOver(from, to int) error { return unix.Dup2(from, to) }
