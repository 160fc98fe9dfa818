package child_test

import (
	"bytes"
	"reflect"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// in is a visit of a case with one general axis, both of whose arms are timed.
func in(size bench.Bytes, key, value string) launch.Visit {
	c := bench.Case{Size: size, Passes: 1}
	if key != "" {
		c.Axes = []bench.Axis{{Key: key, Value: value}}
	}
	return launch.Visit{Case: c, Arms: []int{0, 1}, Ops: []int{8, 8}, Clock: launch.Wall}
}

// herd is a scenario that notes which source each operation is of.
type herd struct {
	bench.Of[int]
	sources int
	ran     map[int]map[string]int // by source and arm
	orders  []int                  // operations of a call of Run, in order
}

func newHerd() *herd {
	h := &herd{ran: map[int]map[string]int{}}
	arm := func(name string) bench.Arm[int] {
		return bench.Arm[int]{Name: name, Kind: bench.Copy, Open: func(_ *bench.Block, source int) (bench.Op, error) {
			return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) uint64 {
				h.ran[source][name] += n
				h.orders = append(h.orders, n)
				return 3 * uint64(n)
			}}, nil
		}}
	}
	h.Of = animal(arm("copy"), arm("view"))
	h.Source = func(*bench.Block) (int, error) {
		h.sources++
		h.ran[h.sources] = map[string]int{}
		return h.sources, nil
	}
	return h
}

// TestRing: the operations of an arm are of every source in turn.
func TestRing(t *testing.T) {
	h := newHerd()
	f := &fakeTime{}
	job := launch.Job{Visits: []launch.Visit{in(16*bench.MiB, bench.Cache, bench.CacheRing)}, Conditions: launch.Conditions{Cache: bench.MiB}, Extent: loop.Extent{Rounds: 1, Span: 1}}
	timed := f.clocks()
	timed.Wall = func() time.Duration { f.wall += time.Millisecond; return f.wall }
	records := measured(t, job, child.Shop{Scenarios: []bench.Scenario{h}, Clocks: timed})
	if len(records) != 1 || records[0].Blocks[0].Sources != 4 {
		t.Fatalf("records %+v, want one of a ring of 4 sources, 64MiB in all", records)
	}
	if want := 4 * len(records[0].Blocks); h.sources != want {
		t.Fatalf("%d sources were made, want %d", h.sources, want)
	}
	for _, arm := range []string{"copy", "view"} {
		least, most := h.ran[1][arm], h.ran[1][arm]
		for source := 1; source <= 4; source++ {
			least, most = min(least, h.ran[source][arm]), max(most, h.ran[source][arm])
		}
		if least == 0 || most-least > 1 {
			t.Errorf("arm %s did %d to %d operations on each source, want them in turn", arm, least, most)
		}
	}
}

// TestRingSources: the sources of a ring hold the same data, at places of their
// own.
func TestRingSources(t *testing.T) {
	s := memory("Memory", false)
	source := s.Source
	var sources [][]byte
	s.Source = func(b *bench.Block) ([]byte, error) {
		src, err := source(b)
		sources = append(sources, src)
		return src, err
	}
	job := launch.Job{Visits: []launch.Visit{in(4*bench.MiB, bench.Cache, bench.CacheRing)}, Conditions: launch.Conditions{Cache: bench.MiB}, Extent: loop.Extent{Rounds: 1, Span: 1}}
	records := measured(t, job, child.Shop{Scenarios: []bench.Scenario{s}, Clocks: clocks.System()})
	count := records[0].Blocks[0].Sources
	if count != 16 || len(sources) != count*len(records[0].Blocks) {
		t.Fatalf("a ring of %d sources, of %d in all, want 16 a block", count, len(sources))
	}
	ring, places := sources[:count], map[uintptr]bool{}
	for i, src := range ring {
		if !bytes.Equal(src, ring[0]) {
			t.Errorf("source %d holds other data than the first", i)
		}
		places[uintptr(unsafe.Pointer(&src[0]))%4096] = true // looked at, never followed
		for j := range i {
			if &src[0] == &ring[j][0] {
				t.Errorf("sources %d and %d are one", i, j)
			}
		}
	}
	if len(places) < 3 { // of 64, drawn 16 times
		t.Errorf("all sources begin at one of %d places of a page, want places of their own", len(places))
	}
}

// tried is the only trial of a visit, without its proof.
func tried(t *testing.T, job launch.Job, s bench.Scenario) launch.Trial {
	t.Helper()
	job.Mode = launch.CalibrateMode
	for _, m := range done(t, job, child.Shop{Scenarios: []bench.Scenario{s}, Clocks: clocks.System()}) {
		if m.Trial != nil {
			return *m.Trial
		}
		if m.Fault != nil {
			t.Fatalf("fault %s: %s", m.Fault.Name(), m.Fault.Reason)
		}
	}
	t.Fatal("there is no trial")
	return launch.Trial{}
}

// TestStatesThatCannotBe are left out by name, with what to type instead.
func TestStatesThatCannotBe(t *testing.T) {
	for _, test := range []struct {
		name  string
		visit launch.Visit
		cache bench.Bytes
		fresh bool
		want  string
	}{
		{"a ring", in(bench.MiB, bench.Cache, bench.CacheRing), bench.MiB, true, ""},
		{"a ring of unknown caches", in(bench.MiB, bench.Cache, bench.CacheRing), 0, true, "does not say how large its caches are"},
		{"a ring of too many", in(64, bench.Cache, bench.CacheRing), bench.MiB, true, "1048576 sources of 64B, and 4096 is the most (try: sizes from 16KiB on)"},
		{"a ring of large caches", in(16*bench.KiB, bench.Cache, bench.CacheRing), 100 * bench.MiB, true, ""},
		{"a ring of large caches and small sources", in(8*bench.KiB, bench.Cache, bench.CacheRing), 100 * bench.MiB, true, "25600 sources of 8KiB, and 4096 is the most (try: sizes from 64KiB on)"},
		{"cold", in(bench.MiB, bench.Cache, bench.CacheCold), bench.MiB, true, ""},
		{"cold of unknown caches", in(bench.MiB, bench.Cache, bench.CacheCold), 0, true, "does not say how large its caches are"},
		{"first", in(bench.MiB, bench.Cache, bench.CacheFirst), 0, true, ""},
		{"first of what nobody allocates", in(bench.MiB, bench.Cache, bench.CacheFirst), 0, false, "no arm allocates on Go's heap, so cache=first changes nothing"},
		{"ballast", in(4096, bench.Ballast, "2MiB"), 0, true, ""},
		{"ballast beside what allocates nothing", in(4096, bench.Ballast, "0B"), 0, false, "no arm allocates on Go's heap, so ballast=0B changes nothing"},
	} {
		trial := tried(t, launch.Job{Visits: []launch.Visit{test.visit}, Conditions: launch.Conditions{Cache: test.cache, Ballast: bench.MiB}}, memory("Memory", test.fresh))
		got := ""
		if trial.Skip != nil {
			got = trial.Skip.Error()
		}
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: left out because %q, want %q", test.name, got, test.want)
		}
	}
}

// TestRingHint: the size that is named is one that a ring can have.
func TestRingHint(t *testing.T) {
	for _, cache := range []bench.Bytes{bench.MiB, 32 * bench.MiB, 32*bench.MiB + 1, 33 * bench.MiB, 100 * bench.MiB} {
		ring := func(size bench.Bytes) *bench.Skip {
			return tried(t, launch.Job{Visits: []launch.Visit{in(size, bench.Cache, bench.CacheRing)}, Conditions: launch.Conditions{Cache: cache}}, newHerd()).Skip
		}
		skip := ring(64)
		if skip == nil {
			t.Fatalf("caches of %s: a ring of 64B is made", cache)
		}
		size, err := bench.ParseBytes(strings.TrimSuffix(strings.TrimPrefix(skip.Hint, "sizes from "), " on"))
		if err != nil || ring(size) != nil {
			t.Errorf("caches of %s: the hint is %q, which cannot be either (%v)", cache, skip.Hint, err)
		}
	}
}

// TestSingle: what is to be found cold is not warmed by an operation before, in a
// sample or in front of it.
func TestSingle(t *testing.T) {
	for _, state := range []string{bench.CacheCold, bench.CacheFirst} {
		asked := in(4096, bench.Cache, state)
		asked.Ops = nil // to be found
		trial := tried(t, launch.Job{Visits: []launch.Visit{asked}, Conditions: launch.Conditions{Cache: bench.MiB, Ballast: bench.MiB}}, memory("Memory", true))
		v := trial.Visit
		if !reflect.DeepEqual(v.Ops[:2], []int{1, 1}) || !reflect.DeepEqual(v.Long[:2], []bool{true, true}) {
			t.Fatalf("%s: a sample has %v operations, long: %v, want one, and none before it", state, v.Ops, v.Long)
		}
		h := newHerd()
		v.References, v.Collector = nil, false
		records := measured(t, launch.Job{Visits: []launch.Visit{v}, Conditions: launch.Conditions{Cache: bench.MiB}, Extent: loop.Extent{Rounds: 2, Span: 1}}, child.Shop{Scenarios: []bench.Scenario{h}, Clocks: clocks.System()})
		samples := 0
		for _, b := range records[0].Blocks {
			samples += 2 * len(b.Rounds)
		}
		if counted := 2 * 4; len(h.orders) != samples+counted || slices.Max(h.orders) != 1 { // four operations of each arm are counted
			t.Errorf("%s: %d calls of up to %d operations, want one for each of %d samples and four of each arm that are counted", state, len(h.orders), slices.Max(h.orders), samples)
		}
	}
}

// TestBallastOfACase: the collector works towards a goal above the live heap
// that the case asks for.
func TestBallastOfACase(t *testing.T) {
	goal := func(value string) (last uint64) {
		s := memory("Memory", true)
		open := s.Arms[0].Open
		s.Arms[0].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
			op, err := open(b, src)
			run := op.Run
			op.Run = func(n int) uint64 {
				sample := []metrics.Sample{{Name: "/gc/heap/goal:bytes"}}
				metrics.Read(sample)
				last = sample[0].Value.Uint64() // the first operations come before the heap is settled
				return run(n)
			}
			return op, err
		}
		v := in(4096, bench.Ballast, value)
		if value == "" {
			v = in(4096, "", "")
		}
		v.Collector = true
		measured(t, launch.Job{Visits: []launch.Visit{v}, Conditions: launch.Conditions{Ballast: 8 * bench.MiB}, Extent: loop.Extent{Rounds: 1, Span: 1}}, child.Shop{Scenarios: []bench.Scenario{s}, Clocks: clocks.System()})
		return last
	}
	none, usual, large := goal("0B"), goal(""), goal("64MiB")
	if none >= 12<<20 || usual < 16<<20 || usual >= 32<<20 || large < 128<<20 {
		t.Errorf("the goals are %d, %d and %d bytes with no live heap, 8MiB and 64MiB, want twice that at least", none, usual, large)
	}
}

// TestRecordKeepsPlaces: the place of the source within its page is recorded,
// and differs from block to block.
func TestRecordKeepsPlaces(t *testing.T) {
	places := map[int]bool{}
	v := in(4096, bench.Align, "9")
	for range 8 {
		for _, b := range measured(t, launch.Job{Visits: []launch.Visit{v}, Extent: loop.Extent{Rounds: 1, Span: 1}}, child.Shop{Scenarios: []bench.Scenario{memory("Memory", false)}, Clocks: clocks.System()})[0].Blocks {
			if b.At == nil || *b.At%64 != 9 || b.Sources != 1 {
				t.Fatalf("a block is of %d sources at %v, want one at byte 9 of a line", b.Sources, b.At)
			}
			places[*b.At] = true
		}
	}
	if len(places) < 2 {
		t.Errorf("all sources lie at %v", places)
	}
	r := measured(t, launch.Job{Visits: []launch.Visit{in(64, "", "")}, Extent: loop.Extent{Rounds: 1, Span: 1}}, child.Shop{Scenarios: []bench.Scenario{newHerd()}, Clocks: clocks.System()})
	if r[0].Blocks[0].At != nil {
		t.Errorf("a source without an address lies at %d", *r[0].Blocks[0].At)
	}
}
