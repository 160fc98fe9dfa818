package kernel

import (
	"os"
	"runtime"
	"syscall"
	"testing"
	"unsafe"
)

// minorFaults are those of this thread so far.
func minorFaults(t *testing.T) int64 {
	t.Helper()
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		t.Fatal(err)
	}
	return u.Minflt
}

// An operation is one page fault, by the system's own count, round after round of the
// region and sample after sample.
func TestPageFaultFaultsOncePerLife(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	pages := len(untouched()) / os.Getpagesize()
	op := opened("page-fault", 64)
	// The runtime's own, and those of an address sanitizer, which keeps a byte
	// for eight.
	stray := int64(20 + pages/8)
	for _, n := range []int{1, 100, 100, pages, 2*pages + 1} {
		var faults int64
		op.Hold(func() {
			before := minorFaults(t)
			op.Run(n)
			faults = minorFaults(t) - before
		})
		if faults < int64(n) || faults > int64(n)+stray {
			t.Errorf("%d operations took %d page faults", n, faults)
		}
	}
}

// Nothing stays in memory behind a sample.
func TestPageFaultGivesPagesBack(t *testing.T) {
	op := opened("page-fault", 64)
	op.Do(100)
	resident := make([]byte, len(untouched())/os.Getpagesize())
	// Unsafe: both slices outlive the call, which writes a byte a page.
	_, _, failed := syscall.Syscall(syscall.SYS_MINCORE, uintptr(unsafe.Pointer(unsafe.SliceData(untouched()))),
		uintptr(len(untouched())), uintptr(unsafe.Pointer(unsafe.SliceData(resident))))
	if failed != 0 {
		t.Skip(failed)
	}
	for i, in := range resident {
		if in&1 != 0 {
			t.Fatalf("page %d is still in memory behind a sample", i)
		}
	}
}
