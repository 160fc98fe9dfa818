// Package regular opens files that come from other people: only regular files,
// and no more of them than the caller asks for. A named pipe would block for
// ever, and a device such as /dev/zero has no end.
package regular
