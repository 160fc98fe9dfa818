package gotest

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// piece is how much of a copy is written at a time. A file system may lay the bytes of
// one write in one run of memory. Their pages would then have the same places in a cache
// each time. Writing page by page, on the other hand, takes twice as long.
const piece = 16 << 10

// fresh copies the binary into a new folder beside it. The function remove removes the
// folder. If the copy fails, the returned binary does not start, and says why.
//
// The pages of a file stay in memory for as long as the system caches them, always at
// the same places. These decide the sets of the caches for its code. So one file would
// be faster or slower than an identical one in every launch, by some per cent.
func (b Binary) fresh() (copied Binary, remove func()) {
	// All names have one length: they move everything behind them in a process.
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

// copyExecutable copies a file in pieces, and makes the copy executable.
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
