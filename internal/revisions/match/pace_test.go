package match

import (
	"fmt"
	"testing"
	"time"
)

// TestIterations: a sample is about as long as asked for, and longer if its preparation
// takes much longer.
func TestIterations(t *testing.T) {
	const us = time.Microsecond
	for _, test := range []struct {
		nanos  float64
		around time.Duration // of a sample
		fixed  int
		want   int
	}{
		{nanos: 1, want: 1 << 18},
		{nanos: 200_000, want: 1},
		{nanos: 150_000, want: 1},
		{nanos: 130_000, want: 2},
		{nanos: 5e9, want: 1},
		{nanos: 0, want: 1 << 21},
		{nanos: 1000, around: 700 * us, want: 256},
		{nanos: 1000, around: 10_000 * us, want: 4096},
		{nanos: 1000, around: time.Minute, want: 32768}, // 50 ms at most
		{nanos: 1000, around: time.Minute, fixed: 7, want: 7},
		{nanos: 1e-12, around: time.Minute, want: 1 << 30}, // testing has at most 1e9, of which the next power of two
		{nanos: 0, around: time.Minute, want: 1 << 21},
	} {
		m := &Match{spec: Spec{Sampling: Sampling{Sample: 200 * us, Iterations: test.fixed}}}
		b := Benchmark{timing: timing{nanos: test.nanos, n: m.iterations(test.nanos)}}
		b.cost = test.around + time.Duration(float64(b.n)*b.nanos)
		b.lengthen(m.spec.Sampling)
		if b.n != test.want {
			t.Errorf("%v ns within %v, fixed %d: %d iterations, want %d", test.nanos, test.around, test.fixed, b.n, test.want)
		}
	}
}

// TestTogether: benchmarks with equally many iterations share launches, which do
// not take too long.
func TestTogether(t *testing.T) {
	var own []Benchmark
	for i := range 200 {
		b := Benchmark{Name: fmt.Sprint(i), timing: timing{n: 1 << (i % 2), cost: time.Millisecond}}
		if i == 7 {
			b.cost = time.Second
		}
		own = append(own, b)
	}
	seen := map[string]bool{}
	for _, some := range together(own) {
		var cost time.Duration
		for _, b := range some {
			cost += fewestSamples * b.cost
			if b.n != some[0].n || seen[b.Name] {
				t.Errorf("%s is together with %s, or twice", b.Name, some[0].Name)
			}
			seen[b.Name] = true
		}
		if cost > longestLaunch && len(some) > 1 {
			t.Errorf("a launch of %d takes %v", len(some), cost)
		}
	}
	if len(seen) != 200 {
		t.Errorf("%d of 200", len(seen))
	}
}
