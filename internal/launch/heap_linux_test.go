// The race detector keeps memory beside all memory, which faults as well.

//go:build !race

package launch_test

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/launch"
	"golang.org/x/sys/unix"
)

// faultsOf counts the minor faults of writing to fresh memory.
func faultsOf(t *testing.T, clocks bench.Clocks, size bench.Bytes) int64 {
	t.Helper()
	fresh, err := unix.Mmap(-1, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		t.Fatalf("map %s: %v", size, err)
	}
	defer unix.Munmap(fresh)
	return clocks.Sample(bench.Op{Run: func(int) uint64 {
		for i := 0; i < len(fresh); i += 4096 {
			fresh[i] = 1
		}
		return 0
	}}, 1).Usage.Faults
}

// TestHeapIsSettled: fresh copies of a measurement meet memory that has been
// touched before, as those of a program that has run for a while do.
func TestHeapIsSettled(t *testing.T) {
	const size = 64 * bench.KiB
	runtime.LockOSThread() // faults are counted by thread
	defer runtime.UnlockOSThread()
	debug.FreeOSMemory() // what other tests left is given back now, and not meanwhile
	clocks := bench.SystemClocks()
	if n := faultsOf(t, clocks, size); n < 12 {
		t.Skipf("%s of fresh memory cost %d page faults here, and not 16: they could not tell", size, n)
	}
	visits := of(size)
	v := &visits[0]
	v.Arms, v.Lives, v.Clock, v.Collector = []int{0, 1}, []int{8, 8}, launch.Wall, true
	shop := launch.Shop{Scenarios: []bench.Scenario{memory("Memory", true)}, Clocks: clocks}
	job := launch.Job{Visits: visits, Ballast: 64 * bench.MiB, Spawned: time.Now().Add(-10 * time.Millisecond)} // as a run has it
	records := measured(t, job, shop)
	if len(records) != 1 || !records[0].Collector {
		t.Fatalf("records %+v, want one, with the collector on", records)
	}
	var faults, lives int64
	for _, b := range records[0].Blocks {
		for _, round := range b.Rounds {
			faults += round[0].Usage.Faults
			lives += int64(round[0].Lives)
		}
	}
	if lives == 0 || float64(faults) >= float64(lives) {
		t.Errorf("%d copies of %s met %d page faults, want less than one each", lives, size, faults)
	}
	if got := records[0].Rivals[0].Allocated; got < size {
		t.Errorf("a copy allocates %s, want at least %s", got, size)
	}
}

// TestFirstTouches: what a life allocates is touched for the first time, and
// memory of a settled heap is not.
func TestFirstTouches(t *testing.T) {
	faults := func(state string) (least int64) {
		v := in(bench.MiB, bench.Cache, state)
		v.Lives, v.Long, v.Collector = []int{1, 1}, []bool{true, true}, true
		job := launch.Job{Visits: []launch.Visit{v}, Cache: bench.MiB, Ballast: 4 * bench.MiB, Extent: bench.Extent{Rounds: 4, Span: 1}}
		least = 1 << 62
		for _, b := range measured(t, job, launch.Shop{Scenarios: []bench.Scenario{memory("Memory", true)}, Clocks: bench.SystemClocks()})[0].Blocks {
			for _, round := range b.Rounds {
				least = min(least, round[0].Usage.Faults)
			}
		}
		return least
	}
	if hot, first := faults(bench.CacheHot), faults(bench.CacheFirst); hot > 0 || first == 0 {
		t.Errorf("a copy of 1MiB takes %d faults at least on a settled heap and %d where its memory is new, want none and some", hot, first)
	}
}
