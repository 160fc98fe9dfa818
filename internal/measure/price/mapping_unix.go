//go:build unix

package price

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/bufbench/bufbench/bench"
)

// Map maps the first bytes of the file, touches each page of them, and unmaps them. The page
// faults are in it.
func (f *File) Map(size bench.Bytes) (bench.Op, error) {
	page, fd := os.Getpagesize(), int(f.f.Fd())
	once := func() (sum uint64, err error) {
		p, err := unix.Mmap(fd, 0, int(size), unix.PROT_READ, unix.MAP_SHARED)
		if err != nil {
			return 0, fmt.Errorf("map %s of a file for a price: %w", size, err)
		}
		for i := 0; i < len(p); i += page {
			sum += uint64(p[i]) // 0: nobody wrote anything else
		}
		return sum, unix.Munmap(p)
	}
	if _, err := once(); err != nil {
		return bench.Op{}, err
	}
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			own, err := once()
			if err != nil {
				panic(err)
			}
			sum += own
		}
		return sum
	}}, nil
}
