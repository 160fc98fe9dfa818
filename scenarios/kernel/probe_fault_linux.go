package kernel

import (
	"fmt"
	"os"
	"sync"
	"syscall"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// faultProbes is what the first touch of one page costs.
func faultProbes() []reference.Candidate {
	return []reference.Candidate{probe("page-fault", "linux", func(reference.Ground) bench.Op { return new(region).touching() })}
}

// untouched is address space for all regions of the process, one at a time:
// 1024 pages are more than a sample touches.
var untouched = sync.OnceValue(func() []byte {
	p, err := syscall.Mmap(-1, 0, 1024*os.Getpagesize(), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic(fmt.Errorf("map memory for the page-fault probe: %w", err))
	}
	// In base pages: a huge one would be one fault for 512 of them. A kernel
	// that refuses has no huge pages.
	_ = syscall.Madvise(p, syscall.MADV_NOHUGEPAGE)
	return p
})

// region is memory whose pages are touched in order.
type region struct {
	pages []byte
	at    int // the next page's first byte
}

// touching is the op that touches one page. The system took the page back before the
// sample. A sample of more pages than the region has takes them back once a round of
// it, which is then in its time.
func (r *region) touching() bench.Op {
	return bench.Op{
		Hold: func(sample func()) {
			r.pages = untouched()
			r.drop()
			sample()
			r.drop()
		},
		Run: func(n int) uint64 {
			size := os.Getpagesize()
			for range n {
				if r.at == len(r.pages) {
					r.drop()
				}
				r.pages[r.at] = 1
				r.at += size
			}
			return 0
		},
	}
}

// drop gives the pages back; the next touch of each faults.
func (r *region) drop() {
	if err := syscall.Madvise(r.pages, syscall.MADV_DONTNEED); err != nil {
		panic(fmt.Errorf("give the pages of the page-fault probe back: %w", err))
	}
	r.at = 0
}
