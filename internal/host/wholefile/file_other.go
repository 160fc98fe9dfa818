//go:build !unix

package wholefile

import "os"

// noFollow is nothing: a new file is never a link, as it is created.
const noFollow = 0

// removeOpen says that a file cannot be removed while it is open.
const removeOpen = false

// rename closes a file and gives it its name: one that is open cannot have another.
func rename(f *os.File, path string) error {
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// SyncFolder does nothing: the system keeps names by itself.
func SyncFolder(string) error { return nil }
