//go:build !linux

package counters

import "syscall"

// host is a system that counts nothing.
func host() system {
	none := func(int) error { return syscall.ENOSYS }
	return system{
		open:   func(Event, int, bool) (int, error) { return -1, syscall.ENOSYS },
		enable: none, disable: none, close: none,
		read:     func(int, []byte) (int, error) { return 0, syscall.ENOSYS },
		thread:   func() int { return 0 },
		paranoid: func() (int, bool) { return 0, false },
	}
}
