package counters

import (
	"encoding/binary"
	"errors"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/events"
)

// TestLacks: what cannot be counted is said in exact words, with the command.
func TestLacks(t *testing.T) {
	const processors = "cycles, instructions, LLC-misses, dTLB-misses"
	chained := func(all ...func(Event, int, bool) error) func(Event, int, bool) error {
		return func(e Event, leader int, alone bool) error {
			for _, one := range all {
				if err := one(e, leader, alone); err != nil {
					return err
				}
			}
			return nil
		}
	}
	noPMU := refusing(syscall.ENOENT, "cycles", "instructions", "LLC-misses", "dTLB-misses")
	for _, test := range []struct {
		name   string
		level  int
		refuse func(Event, int, bool) error
		want   []string
		alone  bool
		opened int
	}{
		{name: "everything", level: 1, opened: 9},
		{
			name: "nothing may be counted", level: 4, refuse: paranoia(4),
			want: []string{"perf counters: not available (kernel.perf_event_paranoid is 4; try: sysctl kernel.perf_event_paranoid=1)"},
		},
		{
			name: "the same by EPERM", level: 3, refuse: refusing(syscall.EPERM),
			want: []string{"perf counters: not available (kernel.perf_event_paranoid is 3; try: sysctl kernel.perf_event_paranoid=1)"},
		},
		{
			name: "without the kernel", level: 2, refuse: paranoia(2), alone: true, opened: 7,
			want: []string{"perf counters: context-switches, cpu-migrations not available (kernel.perf_event_paranoid is 2, and this happens in the kernel; " +
				"try: sysctl kernel.perf_event_paranoid=1)"},
		},
		{
			name: "a container", level: 1, refuse: refusing(syscall.EPERM),
			want: []string{"perf counters: not available (this process may not count, though kernel.perf_event_paranoid is 1; " +
				"try: --cap-add PERFMON, if it runs in a container)"},
		},
		{
			name: "a container without /proc", level: -9, refuse: refusing(syscall.EPERM),
			want: []string{"perf counters: not available (this process may not count; try: --cap-add PERFMON, if it runs in a container)"},
		},
		{
			name: "a virtual machine", level: 1, refuse: noPMU, opened: 5,
			want: []string{"perf counters: " + processors + " not available (the processor has no such counter for this system, as in most virtual machines; " +
				"try: a virtual PMU for the guest, in QEMU -cpu host,pmu=on)"},
		},
		{
			name: "a virtual machine, without the kernel", level: 2, refuse: chained(paranoia(2), noPMU), alone: true, opened: 3,
			want: []string{
				"perf counters: " + processors + " not available (the processor has no such counter for this system, as in most virtual machines; " +
					"try: a virtual PMU for the guest, in QEMU -cpu host,pmu=on)",
				"perf counters: context-switches, cpu-migrations not available (kernel.perf_event_paranoid is 2, and this happens in the kernel; " +
					"try: sysctl kernel.perf_event_paranoid=1)",
			},
		},
		{
			name: "a processor without a name for the last level", level: 1, refuse: refusing(syscall.ENOENT, "LLC-misses"), opened: 8,
			want: []string{"perf counters: LLC-misses not available (the processor has no such counter for this system, as in most virtual machines; " +
				"try: a virtual PMU for the guest, in QEMU -cpu host,pmu=on)"},
		},
		{
			name: "an old kernel", level: 1, refuse: refusing(syscall.ENOENT, "minor-faults"), opened: 8,
			want: []string{"perf counters: minor-faults not available (this kernel does not count them)"},
		},
		{
			name: "another system", level: -9, refuse: refusing(syscall.ENOSYS),
			want: []string{"perf counters: not available (this system has no perf_event_open)"},
		},
		{
			name: "no file descriptor", level: 1, refuse: refusing(syscall.EMFILE, "context-switches", "cpu-migrations"), opened: 7,
			want: []string{"perf counters: context-switches, cpu-migrations not available (this process has too many open files; try: ulimit -n 4096)"},
		},
		{
			name: "no file at all", level: 1, refuse: refusing(syscall.ENFILE),
			want: []string{"perf counters: not available (this system has too many open files; try: sysctl fs.file-max=1000000)"},
		},
		{
			name: "a new reason", level: 1, refuse: refusing(syscall.EBUSY, "cycles"), opened: 8,
			want: []string{"perf counters: cycles not available (perf_event_open: " + syscall.EBUSY.Error() + ")"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := &fake{level: test.level, refuse: test.refuse, counts: map[string]uint64{}}
			s := open(f.system(), All())
			if got := events.Say(s.Lacks()); !slices.Equal(got, test.want) {
				t.Errorf("it says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if got := s.Alone(); got != test.alone {
				t.Errorf("Alone() = %t, want %t", got, test.alone)
			}
			if len(f.opened) != test.opened || len(s.Lacks())+len(f.opened) != len(All()) {
				t.Errorf("%d events are open and %d are lacking, want %d and the others", len(f.opened), len(s.Lacks()), test.opened)
			}
			for i, alone := range f.alone {
				if alone != test.alone {
					t.Errorf("%s was opened without the kernel: %t, want %t", f.opened[i].Name, alone, test.alone)
				}
			}
			worked := 0
			tally, err := s.Count(func() { worked++ })
			if err != nil || worked != 1 || len(tally) != test.opened {
				t.Errorf("Count = %v, %v after %d times of work, want %d readings of one", tally, err, worked, test.opened)
			}
			f.closes(t, s)
		})
	}
}

// TestGroups: the events of the processor are one group, if it has so many
// counters; those of the kernel another.
func TestGroups(t *testing.T) {
	for _, test := range []struct {
		name string
		room int // events of the processor in a group
		want []int
	}{
		{"one group", 4, []int{-1, 100, 100, 100, -1, 104, 104, 104, 104}},
		{"two", 2, []int{-1, 100, -1, 102, -1, 104, 104, 104, 104}},
		{"each by itself", 1, []int{-1, -1, -1, -1, -1, 104, 104, 104, 104}},
	} {
		f := &fake{level: 1, counts: map[string]uint64{}}
		f.refuse = func(e Event, leader int, _ bool) error {
			members := 1
			for _, l := range f.leaders {
				if l == leader {
					members++
				}
			}
			if e.processor() && leader >= 0 && members >= test.room {
				return syscall.EINVAL
			}
			return nil
		}
		s := open(f.system(), All())
		if !slices.Equal(f.leaders, test.want) || len(s.Lacks()) > 0 {
			t.Errorf("%s: the leaders are %v, want %v; lacking %v", test.name, f.leaders, test.want, s.Lacks())
		}
		tally, err := s.Count(f.works(1000, map[string]uint64{"cycles": 7, "LLC-misses": 5, "page-faults": 3}))
		if err != nil {
			t.Fatalf("%s: Count: %v", test.name, err)
		}
		for i, r := range tally {
			want := Reading{Event: All()[i].Name, N: map[string]uint64{"cycles": 7, "LLC-misses": 5, "page-faults": 3}[r.Event], Enabled: 1000, Running: 1000}
			if r != want {
				t.Errorf("%s: reading %d is %+v, want %+v", test.name, i, r, want)
			}
		}
		f.closes(t, s)
	}
}

// TestCountOrder: the processor counts as little of beginning and ending as can
// be, and a second count holds nothing of the first.
func TestCountOrder(t *testing.T) {
	f := &fake{level: 1, counts: map[string]uint64{"cycles": 1000}, enabled: 50}
	s := open(f.system(), All())
	for range 2 {
		f.said = nil
		tally, err := s.Count(f.works(10, map[string]uint64{"cycles": 6}))
		if err != nil || tally[0] != (Reading{"cycles", 6, 10, 10}) {
			t.Errorf("Count = %+v, %v, want 6 cycles in 10 ns", tally, err)
		}
		if want := []string{"enable page-faults", "enable cycles", "work", "disable cycles", "disable page-faults"}; !slices.Equal(f.said, want) {
			t.Errorf("the kernel was told %q, want %q", f.said, want)
		}
	}
}

// TestCountFails: each with what was being done.
func TestCountFails(t *testing.T) {
	lost := errors.New("lost")
	for _, test := range []struct {
		name   string
		spoil  func(*fake)
		want   string
		worked bool
	}{
		{"another thread", func(f *fake) { f.on = 8 }, "count the events of thread 7: the work is on thread 8", false},
		{"begin", func(f *fake) { f.fails = map[string]error{"enable": lost} }, "begin to count page-faults: lost", false},
		{"end", func(f *fake) { f.fails = map[string]error{"disable": lost} }, "end counting page-faults: lost", true},
		{"read", func(f *fake) { f.fails = map[string]error{"read": lost} }, "read the group of page-faults: lost", false},
		{"nothing read", func(f *fake) { f.spoil = func([]byte) int { return 0 } }, "read the group of page-faults: got 0 bytes, want 32", false},
		{"cut", func(f *fake) { f.spoil = func(p []byte) int { return len(p) - 1 } }, "read the group of page-faults: got 31 bytes, want 32", false},
		{"another group", func(f *fake) { f.spoil = func(p []byte) int { binary.NativeEndian.PutUint64(p, 2); return len(p) } }, "read the group of page-faults: it has 2 events, want 1", false},
	} {
		f := &fake{level: 1, on: 7, counts: map[string]uint64{}}
		s := open(f.system(), All()[4:5])
		test.spoil(f)
		worked := false
		tally, err := s.Count(func() { worked = true })
		if err == nil || !strings.HasPrefix(err.Error(), test.want) || tally != nil || worked != test.worked {
			t.Errorf("%s: Count = %v, %v, want %q; it worked: %t", test.name, tally, err, test.want, worked)
		}
	}
}

// TestNothingCounts: nil, and a set that has nothing, work.
func TestNothingCounts(t *testing.T) {
	closed := open((&fake{counts: map[string]uint64{}}).system(), All())
	closed.Close()
	for name, s := range map[string]*Set{"nil": nil, "the zero set": {}, "a closed set": closed} {
		worked := 0
		if tally, err := s.Count(func() { worked++ }); tally != nil || err != nil || worked != 1 {
			t.Errorf("%s: Count = %v, %v after %d times of work, want nothing of one", name, tally, err, worked)
		}
		if err := s.Close(); s.Alone() || s.Lacks() != nil || err != nil {
			t.Errorf("%s: Alone %t, Lacks %v, Close %v, want nothing of all", name, s.Alone(), s.Lacks(), err)
		}
	}
}

// TestCloseSays: what could not be closed.
func TestCloseSays(t *testing.T) {
	f := &fake{counts: map[string]uint64{}, fails: map[string]error{"close": syscall.EIO}}
	s := open(f.system(), All())
	if err := s.Close(); !errors.Is(err, syscall.EIO) || len(f.closed) != len(All()) {
		t.Errorf("Close() = %v after closing %d, want %v after all %d", err, len(f.closed), syscall.EIO, len(All()))
	}
}

// TestScaled: events that took turns stand for all of the time.
func TestScaled(t *testing.T) {
	for _, test := range []struct {
		name  string
		r     Reading
		share float64
		count float64
		known bool
	}{
		{"all the time", Reading{N: 7, Enabled: 1000, Running: 1000}, 1, 7, true},
		{"half", Reading{N: 7, Enabled: 1000, Running: 500}, 0.5, 14, true},
		{"a quarter", Reading{N: 3, Enabled: 4000, Running: 1000}, 0.25, 12, true},
		{"never", Reading{N: 0, Enabled: 1000, Running: 0}, 0, 0, false},
		{"in no time", Reading{}, 1, 0, true},
		{"a clock that is ahead", Reading{N: 2, Enabled: 10, Running: 11}, 1, 2, true},
	} {
		count, known := test.r.Count()
		if share := test.r.Share(); share != test.share || count != test.count || known != test.known {
			t.Errorf("%s: share %v, count %v, %t, want %v, %v, %t", test.name, share, count, known, test.share, test.count, test.known)
		}
	}
}

// TestTurns: what is scaled is what happened between two reads, by their times.
func TestTurns(t *testing.T) {
	f := &fake{level: 1, counts: map[string]uint64{"cycles": 90}, enabled: 900, running: map[int]uint64{100: 100}}
	s := open(f.system(), All())
	tally, err := s.Count(func() {
		f.works(4000, map[string]uint64{"cycles": 6, "page-faults": 2})()
		f.running[100] += 1000
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, known := tally[0].Count(); n != 24 || !known {
		t.Errorf("cycles %v, %t of %+v, want 24", n, known, tally[0])
	}
	if n, known := tally[4].Count(); n != 2 || !known || tally[4].Event != "page-faults" {
		t.Errorf("%v, %t of %+v, want 2 page faults", n, known, tally[4])
	}
}

// TestAdd sums counts and times.
func TestAdd(t *testing.T) {
	one := Tally{{"cycles", 6, 40, 10}, {"page-faults", 1, 40, 40}}
	sum := Tally(nil).Add(one).Add(one)
	if want := (Tally{{"cycles", 12, 80, 20}, {"page-faults", 2, 80, 80}}); !reflect.DeepEqual(sum, want) {
		t.Errorf("the sum is %+v, want %+v", sum, want)
	}
	if one[0].N != 6 {
		t.Errorf("adding changed what was added: %+v", one)
	}
}

// TestUnits: every event has a unit, of which less is better and nothing exact.
func TestUnits(t *testing.T) {
	units := events.Units()
	if len(units) != len(All()) {
		t.Fatalf("%d units of %d events", len(units), len(All()))
	}
	for i, e := range All() {
		if want := "Unit " + e.Name + "/op better=lower"; units[i] != want {
			t.Errorf("unit %d is %q, want %q", i, units[i], want)
		}
	}
}
