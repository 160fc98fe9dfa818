package price

import (
	"fmt"
	"os"

	"github.com/bufbench/bufbench/bench"
)

// File is a file in the page cache, for prices of system calls.
type File struct{ f *os.File }

// NewFile makes a file of size bytes, and removes its name at once, so that a killed process
// leaves nothing. Some systems refuse that. There, Close removes the file.
func NewFile(size bench.Bytes) (*File, error) {
	f, err := os.CreateTemp("", "bufbench-price-")
	if err != nil {
		return nil, fmt.Errorf("make a file for the price of a system call: %w (TMPDIR names another place)", err)
	}
	os.Remove(f.Name())
	file := &File{f}
	if _, err := f.Write(make([]byte, size)); err != nil {
		file.Close()
		return nil, fmt.Errorf("fill a file for the price of a system call: %w (TMPDIR names another place)", err)
	}
	return file, nil
}

// Close closes and removes the file.
func (f *File) Close() {
	f.f.Close()
	os.Remove(f.f.Name())
}

// Read reads the first bytes of the file into kept memory, with one system call.
func (f *File) Read(kept []byte) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		for range n {
			if got, err := f.f.ReadAt(kept, 0); err != nil {
				panic(fmt.Errorf("read %d bytes for a price: got %d: %w", len(kept), got, err))
			}
		}
		return 0
	}}
}
