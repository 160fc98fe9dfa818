// The race detector keeps memory beside all memory, which faults as well.

//go:build !race

package child

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"golang.org/x/sys/unix"
)

// faultsOf counts the minor faults of some work of this thread.
func faultsOf(work func()) int64 {
	return clocks.System().Sample(bench.Op{Run: func(int) uint64 { work(); return 0 }}, 1).Usage.Faults
}

// write writes to every page.
func write(p []byte) {
	for i := 0; i < len(p); i += page {
		p[i] = 1
	}
}

// TestHeapIsSettled: copies up to the goal of the collector meet memory that has been
// touched before, as those of a program that has run for a while do. The collector is
// off while they are made: how much is allocated beside it depends on the machine's
// load.
func TestHeapIsSettled(t *testing.T) {
	const size, pages = 64 * bench.KiB, 16
	runtime.LockOSThread() // faults are counted by thread
	defer runtime.UnlockOSThread()
	fresh, err := unix.Mmap(-1, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		t.Fatalf("map %s: %v", size, err)
	}
	defer unix.Munmap(fresh)
	if n := faultsOf(func() { write(fresh) }); n < pages*3/4 {
		t.Skipf("%s of fresh memory cost %d page faults here, and not %d: they could not tell", size, n, pages)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	debug.FreeOSMemory() // what other tests left is given back now, and not meanwhile
	v := launch.Visit{Case: bench.Case{Size: size, Passes: 1}, Collector: true}
	h := &heap{standard: 64 * bench.MiB}
	h.collect(v)
	h.ready(v, nil)
	debug.SetGCPercent(-1)
	copies := int(h.standard / 2 / size) // up to the goal there is room for twice as many
	kept := make([][]byte, 0, copies)
	faults := faultsOf(func() {
		for range copies {
			p := make([]byte, size)
			write(p)
			kept = append(kept, p)
		}
	})
	if faults >= int64(copies)*pages/8 {
		t.Errorf("%d copies of %s met %d page faults, want less than one in eight pages", copies, size, faults)
	}
	runtime.KeepAlive(kept)
	runtime.KeepAlive(h)
}

// TestHeapIsRead: the heap is touched anew when the first operation reads by system calls.
func TestHeapIsRead(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	v := launch.Visit{Case: bench.Case{Size: 64 * bench.KiB, Passes: 1}, Collector: true}
	h := &heap{standard: 4 * bench.MiB}
	h.collect(v)
	h.ready(v, []bench.Op{{}})
	touched := h.settling
	if h.read || touched == 0 {
		t.Fatalf("the heap was read into: %t, after %v, want some time and no read", h.read, touched)
	}
	h.ready(v, []bench.Op{{}, {Cost: bench.Cost{System: 1}}})
	if !h.read || h.settling == touched {
		t.Errorf("the heap was read into: %t, after %v more, want a read", h.read, h.settling-touched)
	}
}
