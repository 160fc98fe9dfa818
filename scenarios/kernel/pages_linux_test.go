package kernel

import (
	"syscall"
	"testing"
)

// pages returns n zero bytes from the kernel, unmapped when b ends. Huge pages
// are aligned to 2 MiB and only asked for: the kernel may refuse in silence.
func pages(b *testing.B, n int, huge bool) []byte {
	b.Helper()
	p, err := syscall.Mmap(-1, 0, n, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		b.Fatalf("map %d bytes: %v", n, err)
	}
	b.Cleanup(func() { _ = syscall.Munmap(p) })
	advice := syscall.MADV_NOHUGEPAGE
	if huge {
		advice = syscall.MADV_HUGEPAGE
	}
	if err := syscall.Madvise(p, advice); err != nil {
		b.Logf("madvise: %v", err) // the kernel has no huge pages: all are base pages
	}
	return p
}
