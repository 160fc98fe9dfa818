package counters

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/events"
	"golang.org/x/sys/unix"
)

// here is a set of this thread's events.
func here(t *testing.T) *Set {
	t.Helper()
	still(t)
	s := Open()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// still locks the goroutine to its thread and lets the collector rest: it stops
// threads by a signal, which they handle on a stack that may be untouched yet.
func still(t *testing.T) {
	t.Helper()
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	percent := debug.SetGCPercent(-1)
	t.Cleanup(func() { debug.SetGCPercent(percent) })
	runtime.GC() // one that is under way ends
}

// of is how often an event happened. The test is skipped where it is lacking.
func (s *Set) of(t *testing.T, event string, work func()) uint64 {
	t.Helper()
	for _, l := range s.Lacks() {
		if l.Event == event {
			t.Skip(events.Say([]events.Lack{l})[0])
		}
	}
	tally, err := s.Count(work)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(tally, func(r Reading) bool { return r.Event == event })
	if at < 0 {
		t.Fatalf("%s is not in %+v", event, tally)
	}
	if r := tally[at]; r.Running != r.Enabled || r.Enabled == 0 {
		if slices.ContainsFunc(All(), func(e Event) bool { return e.Name == event && e.processor() }) {
			t.Skipf("%s took turns with other events: this processor has few counters", event)
		}
		t.Errorf("%s was counted for %d of %d ns, want all", event, r.Running, r.Enabled)
	}
	return tally[at].N
}

// mapping is memory of n pages, of a file unless fd is -1, in pages of the
// smallest size.
func mapping(t *testing.T, n, fd int) []byte {
	t.Helper()
	flags := unix.MAP_SHARED
	if fd < 0 {
		flags = unix.MAP_PRIVATE | unix.MAP_ANONYMOUS
	}
	p, err := unix.Mmap(fd, 0, n*os.Getpagesize(), unix.PROT_READ|unix.PROT_WRITE, flags)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Munmap(p) })
	if err := unix.Madvise(p, unix.MADV_NOHUGEPAGE); err != nil && !errors.Is(err, unix.EINVAL) { // EINVAL: this kernel has none
		t.Fatal(err)
	}
	return p
}

// touch writes to every page, and reads where nothing is to be written.
//
//go:noinline
func touch(p []byte, write bool) (sum byte) {
	for i := 0; i < len(p); i += os.Getpagesize() {
		if write {
			p[i] = 1
		}
		sum += p[i]
	}
	return sum
}

// TestConstants holds the events against the kernel's names for them.
func TestConstants(t *testing.T) {
	const missed = unix.PERF_COUNT_HW_CACHE_OP_READ<<8 | unix.PERF_COUNT_HW_CACHE_RESULT_MISS<<16
	want := map[string][2]uint64{
		"cycles":           {unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_CPU_CYCLES},
		"instructions":     {unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_INSTRUCTIONS},
		"LLC-misses":       {unix.PERF_TYPE_HW_CACHE, unix.PERF_COUNT_HW_CACHE_LL | missed},
		"dTLB-misses":      {unix.PERF_TYPE_HW_CACHE, unix.PERF_COUNT_HW_CACHE_DTLB | missed},
		"page-faults":      {unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_PAGE_FAULTS},
		"minor-faults":     {unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_PAGE_FAULTS_MIN},
		"major-faults":     {unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_PAGE_FAULTS_MAJ},
		"context-switches": {unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_CONTEXT_SWITCHES},
		"cpu-migrations":   {unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_CPU_MIGRATIONS},
	}
	for _, e := range All() {
		if got := [2]uint64{uint64(e.kind), e.config}; got != want[e.Name] {
			t.Errorf("%s is %v, want %v", e.Name, got, want[e.Name])
		}
	}
	if len(All()) != len(want) {
		t.Errorf("%d events, want %d", len(All()), len(want))
	}
}

// own is how many pages the Go runtime may touch for itself while faults are counted.
const own = 32

// TestPageFaults: a fresh page is a minor fault.
func TestPageFaults(t *testing.T) {
	const pages = 1024
	for _, test := range []struct {
		event string
		want  uint64
	}{{"page-faults", pages}, {"minor-faults", pages}, {"major-faults", 0}} {
		t.Run(test.event, func(t *testing.T) {
			s := here(t)
			p := mapping(t, pages, -1)
			touch(mapping(t, 1, -1), true) // the code
			if got := s.of(t, test.event, func() { touch(p, true) }); got < test.want || got > test.want+own {
				t.Errorf("%d fresh pages are %d %s, want %d and at most %d more", pages, got, test.event, test.want, own)
			}
			if got := s.of(t, test.event, func() { touch(p, true) }); got > own {
				t.Errorf("%d touched pages are %d %s, want at most %d", pages, got, test.event, own)
			}
		})
	}
}

// TestIdle: outside Count nothing is counted.
func TestIdle(t *testing.T) {
	s := here(t)
	idle := func(when string, counted Tally) {
		touch(mapping(t, 256, -1), true)
		now, err := s.read()
		if err != nil || !slices.Equal(now, counted) {
			t.Errorf("%s the events are at %+v, %v, want %+v", when, now, err, counted)
		}
	}
	var nothing Tally
	for _, g := range s.groups {
		for _, e := range g.events {
			nothing = append(nothing, Reading{Event: e.Name})
		}
	}
	idle("before the first count", nothing)
	counted, err := s.Count(func() { touch(mapping(t, 16, -1), true) })
	if err != nil {
		t.Fatal(err)
	}
	idle("after it", counted)
}

// TestFilePageFaults: pages of a mapped file that are in memory fault once, some
// of them together with their neighbours, as the kernel likes.
func TestFilePageFaults(t *testing.T) {
	const pages = 256
	f, err := os.Create(filepath.Join(t.TempDir(), "mapped"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, pages*os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	s := here(t)
	p := mapping(t, pages, int(f.Fd()))
	got := s.of(t, "page-faults", func() { touch(p, false) })
	if got == 0 || got > pages+own {
		t.Errorf("%d mapped pages are %d faults, want 1 to %d", pages, got, pages+own)
	}
	if again := s.of(t, "page-faults", func() { touch(p, false) }); again > own {
		t.Errorf("%d mapped pages are %d faults once more, want at most %d", pages, again, own)
	}
	t.Logf("%d mapped pages: %d faults", pages, got)
}

// TestContextSwitches: two threads that share a processor and wait for each
// other leave it to each other.
func TestContextSwitches(t *testing.T) {
	const turns = 100
	there, back := pipe(t), pipe(t)
	s := here(t)
	some := processors(t)
	pin(t, some[0])
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // for ever, so that the thread ends with the goroutine
		pin(t, some[0])
		var b [1]byte
		for range turns {
			unix.Read(there[0], b[:])
			unix.Write(back[1], b[:])
		}
	}()
	got := s.of(t, "context-switches", func() {
		var b [1]byte
		for range turns {
			unix.Write(there[1], b[:])
			unix.Read(back[0], b[:])
		}
	})
	<-done
	if got < turns {
		t.Errorf("waiting %d times for a thread on the same processor is %d context switches, want one each at least", turns, got)
	}
	if idle := s.of(t, "context-switches", func() {}); idle >= turns/2 {
		t.Errorf("doing nothing is %d context switches, want next to none", idle)
	}
}

// processors are those that this thread may use; what a test changes of it is
// undone.
func processors(t *testing.T) (some []int) {
	t.Helper()
	var all unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.SchedSetaffinity(0, &all) })
	for cpu := 0; len(some) < all.Count(); cpu++ {
		if all.IsSet(cpu) {
			some = append(some, cpu)
		}
	}
	return some
}

// pin leaves one processor to this thread.
func pin(t *testing.T, cpu int) {
	var one unix.CPUSet
	one.Set(cpu)
	if err := unix.SchedSetaffinity(0, &one); err != nil {
		t.Error(err)
	}
}

func pipe(t *testing.T) (ends [2]int) {
	t.Helper()
	if err := unix.Pipe2(ends[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		unix.Close(ends[0])
		unix.Close(ends[1])
	})
	return ends
}

// TestMigrations: who moves to another processor is counted there.
func TestMigrations(t *testing.T) {
	s := here(t)
	some := processors(t)
	if len(some) < 2 {
		t.Skip("there is one processor")
	}
	pin(t, some[0])
	const turns = 10
	got := s.of(t, "cpu-migrations", func() {
		for i := range turns {
			pin(t, some[(i+1)%2])
		}
	})
	if got != turns {
		t.Errorf("%d moves are %d migrations", turns, got)
	}
}

// TestWithoutKernel: a set that may not watch the kernel still counts the page
// faults of the program, and would count no context switch, so that it must not
// have that event.
func TestWithoutKernel(t *testing.T) {
	still(t)
	sys := host()
	ask := sys.open
	sys.open = func(e Event, leader int, alone bool) (int, error) {
		if !alone {
			return -1, unix.EACCES
		}
		return ask(e, leader, alone)
	}
	sys.paranoid = func() (int, bool) { return 2, true }
	s := open(sys, All())
	defer s.Close()
	p := mapping(t, 256, -1)
	if got := s.of(t, "page-faults", func() { touch(p, true) }); got < 256 || got > 256+own || !s.Alone() {
		t.Errorf("256 fresh pages are %d faults, without the kernel: %t, want 256 and true", got, s.Alone())
	}
	fd, err := openEvent(Event{Name: "context-switches", kind: software, config: unix.PERF_COUNT_SW_CONTEXT_SWITCHES}, -1, true)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	blind := &Set{sys: host(), thread: unix.Gettid(), groups: []*group{{fds: []int{fd}, events: []Event{{Name: "context-switches"}}}}}
	if got := blind.of(t, "context-switches", func() {
		for range 10 {
			unix.Nanosleep(&unix.Timespec{Nsec: 1000}, nil)
		}
	}); got != 0 {
		t.Errorf("without the kernel 10 times of sleep are %d context switches: the event need not be refused", got)
	}
}

// TestProcessorEvents: where the processor counts, more work is more of it.
func TestProcessorEvents(t *testing.T) {
	little, much := make([]byte, 1<<10), make([]byte, 1<<20)
	for _, e := range All() {
		if !e.processor() || e.Name == "LLC-misses" || e.Name == "dTLB-misses" { // which depend on what was before
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			s := here(t)
			few := s.of(t, e.Name, func() { xor(little) })
			if many := s.of(t, e.Name, func() { xor(much) }); many <= few {
				t.Errorf("%d and %d %s for 1 KiB and 1 MiB, want more for the second", few, many, e.Name)
			}
		})
	}
}

//go:noinline
func xor(p []byte) (x byte) {
	for _, b := range p {
		x ^= b
	}
	return x
}

// TestNothingLeft: closing leaves no file descriptor.
func TestNothingLeft(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	files := func() int {
		all, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := files()
	s := Open()
	if open := files() - before; open != len(All())-len(s.Lacks()) {
		t.Errorf("%d file descriptors are open, want %d", open, len(All())-len(s.Lacks()))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := files(); after != before {
		t.Errorf("%d file descriptors are left, want %d", after, before)
	}
}
