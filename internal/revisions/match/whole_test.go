package match

import (
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// found is a benchmark that ran n times, x ns each.
func found(n int, x float64) gotest.Discovery {
	return gotest.Discovery{N: n, Values: []result.Value{{Unit: "ns/op", X: x}}}
}

// TestConstants: a run of a billion iterations that took next to nothing did not
// run them.
func TestConstants(t *testing.T) {
	empty, sleeps, loops := found(1e9, 0.0000002), found(1e9, 0.0051), found(1e9, 0.25)
	none, untimed := found(1e9, 0), gotest.Discovery{N: 1e9, Values: []result.Value{{Unit: "req/s", X: 7}}}
	for _, tt := range []struct {
		name       string
		base, head gotest.Discovery
		constant   bool
		failed     string
	}{
		{"both empty", empty, empty, true, ""},
		{"0 ns/op, timer stopped", none, none, true, ""},
		{"b.N ignored", sleeps, sleeps, true, ""},
		{"an empty loop", loops, loops, false, ""},
		{"no time", untimed, untimed, false, ""},
		{"few iterations", found(1, 5e9), found(3, 0), false, ""},
		{"loop lost", loops, empty, false, "in the head: its time does not depend on b.N"},
		{"loop found", empty, loops, false, "in the base: its time does not depend on b.N"},
	} {
		b := Benchmark{timing: timing{runs: [2]run{runOf(tt.base), runOf(tt.head)}}}
		failed := b.constants()
		if b.constant != tt.constant || !strings.HasPrefix(failed, tt.failed) || (failed == "") != (tt.failed == "") {
			t.Errorf("%s: constant %v, failed %q; want %v, %q", tt.name, b.constant, failed, tt.constant, tt.failed)
		}
	}
}

// TestAs: samples will do if an iteration takes as long, and allocates as much, as in
// runs of both sides.
func TestAs(t *testing.T) {
	b := Benchmark{timing: timing{runs: [2]run{{1e6, 100, true, 64}, {1e6, 200, true, 0}}}}
	for _, tt := range []struct {
		nanos, bytes [2]float64
		want         bool
	}{
		{[2]float64{100, 200}, [2]float64{64, 0}, true},
		{[2]float64{104, 208}, [2]float64{66, 1}, true},
		{[2]float64{110, 185}, [2]float64{64, 0}, true}, // in opposite directions: by chance
		{[2]float64{110, 212}, [2]float64{64, 0}, false},
		{[2]float64{90, 188}, [2]float64{64, 0}, false},
		{[2]float64{100, 20}, [2]float64{64, 0}, false},
		{[2]float64{60, 333}, [2]float64{64, 0}, false}, // too far for chance
		{[2]float64{0, 0}, [2]float64{64, 0}, false},
		{[2]float64{100, 200}, [2]float64{80, 0}, false},
		{[2]float64{100, 200}, [2]float64{64, 300}, false},
	} {
		if got := b.as(tt.nanos, tt.bytes); got != tt.want {
			t.Errorf("as %v and %v is %v, want %v", tt.nanos, tt.bytes, got, tt.want)
		}
	}
}

// TestAgain: the mean of two runs counts, and what they differ by is how exact one is.
func TestAgain(t *testing.T) {
	b := Benchmark{timing: timing{runs: [2]run{{1e6, 100, true, 64}, {1e6, 200, true, 10}}}}
	b.again([2]run{{1e5, 121, true, 32}, {1e5, 0, true, 10}}) // a side without time stays
	want := [2]run{{1e6, 110, true, 48}, {1e6, 200, true, 10}}
	for i, r := range b.runs {
		if r.n != want[i].n || math.Abs(r.nanos-want[i].nanos) > 1e-9 || r.bytes != want[i].bytes {
			t.Errorf("run %d is %+v, want %+v", i, r, want[i])
		}
	}
	if math.Abs(b.vary-1.1) > 1e-9 {
		t.Errorf("they vary by %v, want 1.1", b.vary)
	}
}

// TestCollecting: a sample has some collections, unless next to nothing is allocated.
func TestCollecting(t *testing.T) {
	for allocated, want := range map[float64]int{0: 0, 0.5: 0, 16: 1 << 20, 1 << 30: 0} {
		b := Benchmark{timing: timing{allocated: allocated}}
		if got := b.collecting(); got != want {
			t.Errorf("with %v bytes per iteration, %d iterations collect, want %d", allocated, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for want, nanos := range map[string][2]float64{
		"142ns": {142.3, 150}, "142ns and 1.234µs": {142.3, 1234.2}, "0.25ns": {0.25, 0.25}, "1.5s": {1.5e9, 1.5e9},
	} {
		if got := times(nanos); got != want {
			t.Errorf("times(%v) = %q, want %q", nanos, got, want)
		}
	}
}
