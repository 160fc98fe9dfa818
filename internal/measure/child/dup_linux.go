package child

import "golang.org/x/sys/unix"

// dupOver makes descriptor to a duplicate of from. Some Linux architectures
// have no dup2.
func dupOver(from, to int) error { return unix.Dup3(from, to, 0) }
