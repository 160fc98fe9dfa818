package child

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"golang.org/x/sys/unix"
)

// adviseHuge asks for huge pages under the whole pages within p, and returns
// how many bytes that are.
func adviseHuge(p []byte) bench.Bytes {
	skip := int(-uintptr(unsafe.Pointer(unsafe.SliceData(p))) % page) // looked at, never followed
	if len(p) < skip+page {
		return 0
	}
	whole := p[skip : skip+(len(p)-skip)/page*page]
	if unix.Madvise(whole, unix.MADV_HUGEPAGE) != nil {
		return 0 // a kernel without them
	}
	return bench.Bytes(len(whole))
}
