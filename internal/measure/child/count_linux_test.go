package child_test

import (
	"os"
	"runtime"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"golang.org/x/sys/unix"
)

// TestCountsHere: this kernel counts the pages that an operation gives back and
// touches again, and no file descriptor is left of it.
func TestCountsHere(t *testing.T) {
	const pages = 16
	lacks := here(t)
	if slices.ContainsFunc(lacks, func(l events.Lack) bool { return l.Event == "page-faults" }) {
		t.Skip(events.Say(lacks))
	}
	faulting := bench.Arm[int]{Name: "copy", Kind: bench.Copy, Open: func(b *bench.Block, _ int) (bench.Op, error) {
		size := os.Getpagesize()
		p, err := unix.Mmap(-1, 0, pages*size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
		if err != nil {
			return bench.Op{}, err
		}
		b.Defer(func() { unix.Munmap(p) }) // no operation comes behind the block
		unix.Madvise(p, unix.MADV_NOHUGEPAGE)
		return bench.Op{Run: func(n int) uint64 {
			for range n {
				unix.Madvise(p, unix.MADV_DONTNEED)
				for i := 0; i < len(p); i += size {
					p[i] = 1
				}
			}
			return 3 * uint64(n)
		}}, nil
	}}
	shop := child.Shop{
		Scenarios: []bench.Scenario{animal(faulting, timed("view", func(n int) uint64 { return 3 * uint64(n) }))},
		Clocks:    clocks.System(),
		Counters:  func() child.Counter { return counters.Open() },
	}
	job := counting()
	for i := range job.Visits {
		job.Visits[i].References, job.Visits[i].Ops, job.Visits[i].Long = nil, []int{5, 1000}, nil
	}
	before := files(t)
	records := measured(t, job, shop)
	if after := files(t); after > before {
		t.Errorf("%d file descriptors are left over", after-before)
	}
	if len(records) != 2 {
		t.Fatalf("%d records, want 2", len(records))
	}
	for _, r := range records {
		if !slices.Equal(r.Counting.Lacks, lacks) {
			t.Errorf("%s: lacks %v, want %v", r.Case, r.Counting.Lacks, lacks)
		}
		for i, want := range []float64{pages, 0} {
			at := slices.IndexFunc(r.Rivals[i].Counts, func(c launch.Count) bool { return c.Event == "page-faults" })
			if at < 0 {
				t.Fatalf("%s: there are no page faults in %+v", r.Case, r.Rivals[i].Counts)
			}
			// The runtime may touch a page of its own in hundreds of operations.
			if got := r.Rivals[i].Counts[at]; got.PerOp < want || got.PerOp > want+0.1 || got.Share != 1 {
				t.Errorf("%s: an operation of %s has %+v, want %v page faults", r.Case, r.Rivals[i].Name, got, want)
			}
		}
	}
}

// here is what this machine does not count.
func here(t *testing.T) []events.Lack {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	set := counters.Open()
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	return set.Lacks()
}

func files(t *testing.T) int {
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
