//go:build unix

package wholefile

import (
	"errors"
	"os"
	"syscall"
)

// noFollow keeps an open from following a link at the end of the path.
const noFollow = syscall.O_NOFOLLOW

// removeOpen says that a file can be removed while it is open.
const removeOpen = true

// rename gives an open file its name, and closes it then: until it has the name, its
// lock says that it is no litter.
func rename(f *os.File, path string) error {
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return f.Close()
}

// SyncFolder has the names in a folder on the disk. File systems that cannot sync
// a folder are believed to do without.
func SyncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	f.Close()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}
