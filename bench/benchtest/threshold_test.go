package benchtest_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench/benchtest"
)

// costly is a way whose operations cost fake time: a set-up and so much for each unit.
func (t *fakeTime) costly(setup, unit time.Duration) benchtest.Way {
	return func(value int) func(n int) uint64 {
		return t.run(fakeOp{takes: setup + time.Duration(value)*unit, checksum: uint64(value)})
	}
}

// sought are the searches of BenchmarkSought, and what is said of them.
var sought = map[string]struct {
	in   func(now *fakeTime) (r benchtest.Range, copied, shared benchtest.Way)
	want []string
	not  string
	fail bool
}{
	"Crosses": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{Name: "size", From: 16, To: 1 << 16}, now.costly(500*us, us/2), now.costly(1000*us, us/4)
		},
		want: []string{"shared wins from size=20", " break-even-lo", "size=16: copied 508µs, shared 1ms; size=64: ", "copied: set-up 5"},
	},
	"NeverLoses": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{From: 0, To: 1000}, now.costly(1000*us, us/2), now.costly(500*us, us/4)
		},
		want: []string{"shared never loses from n=0 to 1000: 2× ["}, not: "break-even",
	},
	"Matterless": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{From: 1, To: 1000}, now.costly(1000*us, 0), now.costly(1000*us, 0)
		},
		want: []string{"copied and shared tie from n=1 to 1000", "n hardly matters: neither time changes by more than 0 %"},
	},
	"Panics": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{From: 1, To: 1 << 12}, now.costly(1000*us, us/2), func(value int) func(int) uint64 {
				if value > 1000 {
					panic("too large")
				}
				return now.costly(500*us, us/4)(value)
			}
		},
		want: []string{"threshold: n=4096: panic: too large", "shared never loses from n=1 to 256"}, fail: true,
	},
	"Disagrees": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{From: 1, To: 9}, now.costly(us, us), func(int) func(int) uint64 { return now.run(fakeOp{takes: us, checksum: 3}) }
		},
		want: []string{"threshold: n=9: copied and shared disagree on the same data: over one operation copied returns checksum 0x9, and shared 0x3"}, fail: true,
	},
	"OneValue": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{From: 7, To: 7}, now.costly(us, us), now.costly(us, us)
		},
		want: []string{"threshold: a range of one value, n=7, has no threshold in it"}, fail: true,
	},
	"Overflow": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{To: 1<<63 - 1}, now.costly(us, us), now.costly(us, us)
		},
		want: []string{"which overflows"}, fail: true,
	},
	"NoFunction": {
		in: func(now *fakeTime) (benchtest.Range, benchtest.Way, benchtest.Way) {
			return benchtest.Range{To: 10}, now.costly(us, us), func(int) func(int) uint64 { return nil }
		},
		want: []string{"shared returns no function"}, fail: true,
	},
}

func BenchmarkSought(b *testing.B) {
	onlyInside(b)
	for name, one := range sought {
		b.Run(name, func(b *testing.B) {
			now := &fakeTime{}
			r, copied, shared := one.in(now)
			benchtest.ThresholdBy(b, now.clocks, r, copied, shared)
		})
	}
}

func TestThreshold(t *testing.T) {
	for name, one := range sought {
		output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkSought$/^"+name+"$", "-test.benchtime=1x")
		if failed != one.fail {
			t.Errorf("%s: failed %v, want %v in\n%s", name, failed, one.fail, output)
		}
		for _, want := range one.want {
			if !strings.Contains(output, want) {
				t.Errorf("%s: there is no %q in\n%s", name, want, output)
			}
		}
		if one.not != "" && strings.Contains(output, one.not) {
			t.Errorf("%s: there is %q in\n%s", name, one.not, output)
		}
	}
}

// The metrics hold the planted threshold, and a longer -benchtime does not search again.
func TestThresholdMetrics(t *testing.T) {
	output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkSought$/^Crosses$", "-test.benchtime=100ms")
	found := regexp.MustCompile(`\s([0-9.]+) break-even\s+([0-9.]+) break-even-hi\s+([0-9.]+) break-even-lo`).FindStringSubmatch(output)
	if failed || found == nil || strings.Count(output, "shared wins from") != 1 {
		t.Fatalf("failed %v, want one search and its metrics in\n%s", failed, output)
	}
	var x [3]float64
	for i := range x {
		x[i], _ = strconv.ParseFloat(found[i+1], 64)
	}
	if !(x[2] <= 2000 && 2000 <= x[1] && x[2] <= x[0] && x[0] <= x[1]) {
		t.Errorf("the break-even is %v, want 2000 within its interval", x)
	}
}

func TestWinsFromInside(t *testing.T) {
	onlyInside(t)
	for name, r := range map[string]struct {
		from int
		in   benchtest.Range
	}{
		"Above":   {from: 4000, in: benchtest.Range{Name: "size", From: 16, To: 1 << 16}},
		"Below":   {from: 100, in: benchtest.Range{Name: "size", From: 16, To: 1 << 16}},
		"Panics":  {from: 1 << 15, in: benchtest.Range{Name: "size", From: 16, To: 1 << 16}},
		"Outside": {from: 1 << 17, in: benchtest.Range{Name: "size", From: 16, To: 1 << 16}},
	} {
		t.Run(name, func(t *testing.T) {
			now := &fakeTime{}
			shared := now.costly(1000*us, us/4)
			if name == "Panics" {
				shared = func(int) func(int) uint64 { panic("too large") }
			}
			benchtest.WinsFromBy(t, now.clocks, r.from, r.in, now.costly(500*us, us/2), shared)
		})
	}
}

func TestWinsFrom(t *testing.T) {
	for _, test := range []struct {
		name   string
		failed bool
		want   []string
	}{
		{"Above", false, []string{"--- PASS: TestWinsFromInside/Above/size=4000 ", "--- PASS: TestWinsFromInside/Above/size=65536 ", "as fast as copied, claimed is 0.99× at least"}},
		{"Below", true, []string{"--- FAIL: TestWinsFromInside/Below/size=100 ", "the threshold itself: benchtest.Threshold"}},
		{"Panics", true, []string{"--- FAIL: TestWinsFromInside/Panics/size=65536 ", "open arm shared: shared panics at size=65536: too large"}},
		{"Outside", true, []string{"wins from: size=131072 is not within the range from 16 to below 65536"}},
	} {
		output, failed := child(t, "-test.v", "-test.run=^TestWinsFromInside$/^"+test.name+"$")
		if failed != test.failed {
			t.Errorf("%s: failed %v, want %v in\n%s", test.name, failed, test.failed, output)
		}
		for _, want := range test.want {
			if !strings.Contains(output, want) {
				t.Errorf("%s: there is no %q in\n%s", test.name, want, output)
			}
		}
	}
}
