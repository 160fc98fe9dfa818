// Package filelock locks files between processes. A lock ends with its process,
// however that ends. The package needs the standard library and x/sys only.
package filelock

import "errors"

// ErrHeld is returned when another process holds the lock.
var ErrHeld = errors.New("another process holds the lock")
