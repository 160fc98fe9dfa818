package gotest

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// piece is how much of a copy is written at a time. A file system may lay what is
// written at once in one run of memory, in which pages have the same places in a
// cache each time; page by page, on the other hand, takes twice as long.
const piece = 16 << 10

// fresh is the binary in a new file, in a folder beside it, which remove removes.
// Where it cannot be copied, it does not start, for that reason.
//
// The pages of a file stay where they are in memory for as long as the system
// caches it, and with them the sets of the caches that its code lies in. So a binary
// that is launched many times would be faster or slower than an identical one in
// each of its launches, by per cents.
func (b Binary) fresh() (copied Binary, remove func()) {
	// Names of one length, as they move what is behind them in a process.
	dir := filepath.Join(filepath.Dir(b.Path), fmt.Sprintf("%016x", rand.Uint64()))
	copied = b
	copied.Path = filepath.Join(dir, filepath.Base(b.Path))
	err := os.Mkdir(dir, 0o777)
	if err == nil {
		err = copyExecutable(copied.Path, b.Path)
	}
	if err != nil {
		copied.broken = fmt.Errorf("copy the test binary: %w", err)
	}
	return copied, func() { os.RemoveAll(dir) }
}

// copyExecutable copies a file to a new one, in pieces, and lets it be executed.
func copyExecutable(to, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o777)
	if err != nil {
		return err
	}
	// Their other methods would leave the copying to the file system.
	_, err = io.CopyBuffer(struct{ io.Writer }{dst}, struct{ io.Reader }{src}, make([]byte, piece))
	return errors.Join(err, dst.Close())
}
