package filelock

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// beyond is the high half of the offset of the locked byte. Windows keeps others from
// reading a locked byte, so this one lies beyond the end of every file.
const beyond = 0x7fffffff

// Try locks a file until it is closed, or returns [ErrHeld].
func Try(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{OffsetHigh: beyond})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return ErrHeld
	}
	return err
}
