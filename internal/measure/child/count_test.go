package child_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// fakeCounter counts the events that fake operations report.
type fakeCounter struct {
	*fakeTime
	happened map[string]uint64 // since ever
	price    map[string]uint64 // of a count
	share    map[string]uint64 // in per cent of the time that an event is on a counter; others are always
	lacks    []events.Lack
	fails    error
	failsAt  int // the count that fails, from 1
	on       bool
	held     bool // a sample is under the Hold of its op
	counts   int  // how often it counted
	opened   int
	closed   int
	runs     []run
	reads    int // of a clock, after the first count of an operation
}

// run is one call of an op.
type run struct {
	arm           string
	count         int
	counted, held bool
}

func newFakeCounter() *fakeCounter {
	return &fakeCounter{fakeTime: &fakeTime{}, happened: map[string]uint64{}}
}

// Count implements child.Counter.
func (f *fakeCounter) Count(work func()) (counters.Tally, error) {
	f.counts++
	if f.counts == f.failsAt {
		return nil, f.fails
	}
	before := maps.Clone(f.happened)
	f.on = true
	work()
	f.on = false
	var t counters.Tally
	for _, event := range []string{"cycles", "page-faults"} {
		share, taking := f.share[event]
		if !taking {
			share = 100
		}
		n := f.happened[event] - before[event] + f.price[event]
		t = append(t, counters.Reading{Event: event, N: n * share / 100, Enabled: 100, Running: share})
	}
	return t, nil
}

func (f *fakeCounter) Lacks() []events.Lack { return f.lacks }
func (f *fakeCounter) Alone() bool          { return f.price["cycles"] == 7 }
func (f *fakeCounter) Close() error         { f.closed++; return nil }

// arm is one whose operations do so much of each event.
func (f *fakeCounter) arm(name string, each map[string]uint64) bench.Arm[int] {
	return bench.Arm[int]{Name: name, Kind: bench.Copy, Open: func(*bench.Block, int) (bench.Op, error) {
		return bench.Op{Run: func(n int) uint64 {
			f.runs = append(f.runs, run{name, n, f.on, f.held})
			for event, count := range each {
				f.happened[event] += count * uint64(n)
			}
			return f.works(time.Microsecond)(n)
		}, Hold: func(sample func()) {
			f.held = true
			sample()
			f.held = false
		}}, nil
	}}
}

// shop has arms of which the copy faults and the view does not.
func (f *fakeCounter) shop() child.Shop {
	clocks := f.clocks()
	wall := clocks.Wall
	clocks.Wall = func() time.Duration {
		if slices.ContainsFunc(f.runs, func(r run) bool { return r.counted }) {
			f.reads++
		}
		return wall()
	}
	return child.Shop{
		Scenarios: []bench.Scenario{animal(
			f.arm("copy", map[string]uint64{"cycles": 400, "page-faults": 3}),
			f.arm("view", map[string]uint64{"cycles": 20}),
		)},
		Clocks: clocks,
		References: []reference.Candidate{candidate(reference.CeilingRead, "only", func(n int) uint64 {
			f.happened["cycles"] += 10 * uint64(n)
			return f.works(time.Microsecond)(n)
		})},
		Counters: func() child.Counter { f.opened++; return f },
	}
}

// counting is a job of two cases with a reference.
func counting() launch.Job {
	visits := of(64, 4096)
	for i := range visits {
		visits[i].Arms, visits[i].Ops, visits[i].Long = []int{0, 1}, []int{20, 40, 50}, []bool{false, true, false}
		visits[i].References = []reference.ID{{Role: reference.CeilingRead, Name: "only"}}
	}
	return launch.Job{Visits: visits, Extent: loop.Extent{Rounds: 2}, Counters: true}
}

// TestCounts: per operation, with the price of counting off, never below 0, scaled
// where events took turns, and left out where they never had one.
func TestCounts(t *testing.T) {
	lack := events.Lack{Event: "LLC-misses", Reason: "none", Hint: "more"}
	full := func(name string, cycles, faults float64) launch.Rival {
		return launch.Rival{Name: name, Counts: []launch.Count{{Event: "cycles", PerOp: cycles, Share: 1}, {Event: "page-faults", PerOp: faults, Share: 1}}}
	}
	for _, test := range []struct {
		name   string
		change func(*fakeCounter)
		want   []launch.Rival
		also   launch.Counting
	}{
		{"free", func(*fakeCounter) {}, []launch.Rival{full("copy", 400, 3), full("view", 20, 0), full(reference.CeilingRead, 10, 0)}, launch.Counting{}},
		{
			"at a price", func(f *fakeCounter) { f.price = map[string]uint64{"cycles": 1000, "page-faults": 5} },
			[]launch.Rival{full("copy", 400, 3), full("view", 20, 0), full(reference.CeilingRead, 10, 0)},
			launch.Counting{},
		},
		{
			"without the kernel, and lacking", func(f *fakeCounter) { f.price, f.lacks = map[string]uint64{"cycles": 7}, []events.Lack{lack} },
			[]launch.Rival{full("copy", 400, 3), full("view", 20, 0), full(reference.CeilingRead, 10, 0)},
			launch.Counting{Alone: true, Lacks: []events.Lack{lack}},
		},
		{
			"in turns", func(f *fakeCounter) {
				f.share, f.price = map[string]uint64{"cycles": 25}, map[string]uint64{"cycles": 400}
			},
			[]launch.Rival{
				{Name: "copy", Counts: []launch.Count{{Event: "cycles", PerOp: 400, Share: 0.25}, {Event: "page-faults", PerOp: 3, Share: 1}}},
				{Name: "view", Counts: []launch.Count{{Event: "cycles", PerOp: 20, Share: 0.25}, {Event: "page-faults", PerOp: 0, Share: 1}}},
				{Name: reference.CeilingRead, Counts: []launch.Count{{Event: "cycles", PerOp: 10, Share: 0.25}, {Event: "page-faults", PerOp: 0, Share: 1}}},
			},
			launch.Counting{},
		},
		{
			"never", func(f *fakeCounter) { f.share, f.lacks = map[string]uint64{"cycles": 0}, []events.Lack{lack} },
			[]launch.Rival{
				{Name: "copy", Counts: []launch.Count{{Event: "page-faults", PerOp: 3, Share: 1}}},
				{Name: "view", Counts: []launch.Count{{Event: "page-faults", PerOp: 0, Share: 1}}},
				{Name: reference.CeilingRead, Counts: []launch.Count{{Event: "page-faults", PerOp: 0, Share: 1}}},
			},
			launch.Counting{Lacks: []events.Lack{lack, events.Busy("cycles")}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFakeCounter()
			test.change(f)
			records := measured(t, counting(), f.shop())
			if len(records) != 2 || f.opened != 1 || f.closed != 1 {
				t.Fatalf("%d records by a counter that was opened %d and closed %d times, want 2, 1 and 1", len(records), f.opened, f.closed)
			}
			for _, r := range records {
				for i, want := range test.want {
					if got := r.Rivals[i]; got.Name != want.Name || !slices.Equal(got.Counts, want.Counts) {
						t.Errorf("%s: %s has %+v, want %s with %+v", r.Case, got.Name, got.Counts, want.Name, want.Counts)
					}
				}
				if r.Counting == nil || r.Counting.Alone != test.also.Alone || !slices.Equal(r.Counting.Lacks, test.also.Lacks) {
					t.Errorf("%s: counted as %+v, want %+v", r.Case, r.Counting, test.also)
				}
			}
		})
	}
}

// TestCountsNothingBelowNothing: an arm whose samples count less than nothing
// does has no negative count, and one of which every second does has none that is
// made of the others. The first round counts for nothing.
func TestCountsNothingBelowNothing(t *testing.T) {
	f := newFakeCounter()
	f.price = map[string]uint64{"cycles": 9000}
	const cold = 1_000_000
	noisy := func(name string, samples ...uint64) bench.Arm[int] { // of cycles beside the price, behind a cold one
		return bench.Arm[int]{Name: name, Kind: bench.Copy, Open: func(*bench.Block, int) (bench.Op, error) {
			at := 0
			return bench.Op{Run: func(n int) uint64 {
				if f.on {
					f.happened["cycles"] += samples[at%len(samples)]
					if at++; at == 1 {
						f.happened["cycles"] += cold
					}
				}
				return f.works(time.Microsecond)(n)
			}}, nil
		}}
	}
	shop := f.shop()
	below := ^uint64(2000 - 1) // -2000
	shop.Scenarios, shop.References = []bench.Scenario{animal(noisy("copy", 2000, below), noisy("view", below))}, nil
	job := counting()
	for i := range job.Visits {
		job.Visits[i].References, job.Visits[i].Ops = nil, []int{20, 40}
	}
	records := measured(t, job, shop)
	if len(records) != 2 {
		t.Fatalf("%d records, want 2", len(records))
	}
	for _, r := range records {
		for _, rival := range r.Rivals {
			if got := rival.Counts[0]; got != (launch.Count{Event: "cycles", PerOp: 0, Share: 1}) {
				t.Errorf("%s: the %s's count is %+v, want 0 cycles", r.Case, rival.Name, got)
			}
		}
	}
}

// TestCountsBehindTiming: nothing is timed once operations were counted, a hot operation
// comes before a counted sample, and none before operations that are long.
func TestCountsBehindTiming(t *testing.T) {
	f := newFakeCounter()
	measured(t, counting(), f.shop())
	if f.reads > 0 {
		t.Errorf("the clock was read %d times behind the first count", f.reads)
	}
	first := slices.IndexFunc(f.runs, func(r run) bool { return r.counted })
	if first < 0 {
		t.Fatal("nothing was counted")
	}
	samples := map[string]int{}
	for i, r := range f.runs[first:] {
		before := f.runs[first+i-1]
		switch {
		case r.counted && r.arm == "copy" && (r.count != 20 || before != run{"copy", 1, false, true}):
			t.Errorf("the copy was counted for %d operations behind %+v, want 20 behind an operation that is not counted", r.count, before)
		case r.counted && r.arm == "view" && r.count != 40, !r.counted && r.arm == "view":
			t.Errorf("the view's run is %+v, want 40 counted operations, none before", r)
		}
		if r.counted && !r.held {
			t.Errorf("%+v is not under the Hold of its op", r)
		}
		if r.counted {
			samples[r.arm]++
		}
	}
	if samples["copy"] != samples["view"] || samples["copy"] < 2*8 {
		t.Errorf("there are %v samples in two cases, want as many of both, 8 a case at least", samples)
	}
}

// TestCountsUnasked: a job that asks for no counters has none in its records.
func TestCountsUnasked(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*launch.Job, *child.Shop)
	}{
		{"not asked for", func(j *launch.Job, _ *child.Shop) { j.Counters = false }},
		{"nothing to count with", func(_ *launch.Job, s *child.Shop) { s.Counters = nil }},
	} {
		f := newFakeCounter()
		job, shop := counting(), f.shop()
		test.change(&job, &shop)
		for _, r := range measured(t, job, shop) {
			text, err := json.Marshal(r)
			if err != nil || strings.Contains(string(text), "count") || f.opened > 0 {
				t.Errorf("%s: the record is %s, %v of a counter that was opened %d times", test.name, text, err, f.opened)
			}
		}
	}
}

// TestCountsFail: the case is named, and what was timed is not lost.
func TestCountsFail(t *testing.T) {
	for _, test := range []struct {
		name string
		at   int
		want string
	}{
		{"the price", 1, "count events: see what counting costs: lost"},
		{"a sample", 102, "count events: lost"},
	} {
		f := newFakeCounter()
		f.fails, f.failsAt = errors.New("lost"), test.at
		job := counting()
		job.Mode = launch.MeasureMode
		records, faults := 0, []string(nil)
		for _, m := range done(t, job, f.shop()) {
			if m.Record != nil {
				records++
			}
			if m.Fault != nil {
				faults = append(faults, m.Fault.Name()+": "+m.Fault.Reason)
			}
		}
		if want := []string{"Animal/size=64B/passes=1: " + test.want}; records != 2 || !slices.Equal(faults, want) || f.closed != 1 {
			t.Errorf("%s: %d records, faults %q, closed %d times, want 2, %q, once", test.name, records, faults, f.closed, want)
		}
	}
}
