//go:build unix

package file

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/bufbench/bufbench/bench"
)

func ready() error { return nil }

// mapped returns the first size bytes of f as shared, read-only memory, to be
// given back by unmap. Nothing but the file's owner writes them.
func mapped(f *os.File, size bench.Bytes) ([]byte, error) {
	p, err := unix.Mmap(int(f.Fd()), 0, int(size), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("map %s of the file: %w", size, err)
	}
	return p, nil
}

// unmap ends a mapping. It fails only if the memory is no mapping, which would be a bug
// here.
func unmap(p []byte) {
	if err := unix.Munmap(p); err != nil {
		panic(fmt.Errorf("unmap %s of the file: %w", bench.Bytes(len(p)), err))
	}
}
