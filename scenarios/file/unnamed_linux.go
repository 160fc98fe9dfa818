package file

import (
	"os"

	"golang.org/x/sys/unix"
)

// unnamed returns a file without a name: a crash leaves nothing. On a file system
// without O_TMPFILE its name is removed at once.
func unnamed(dir string) (*os.File, error) {
	f, err := os.OpenFile(dir, os.O_RDWR|unix.O_TMPFILE, 0o600)
	if err != nil {
		return removed(dir)
	}
	return f, nil
}
