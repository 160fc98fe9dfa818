package profdiff_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

func TestChance(t *testing.T) {
	for _, test := range []struct {
		name       string
		base, head profdiff.Side
		err        float64 // in samples or bytes per operation
		want       bool
	}{
		{"five of five", timed().ticks("p.f", 5).side(1), timed().ticks("p.o", 1).side(1), math.Sqrt(5), true},
		{"six of six", timed().ticks("p.f", 6).side(1), timed().ticks("p.o", 1).side(1), math.Sqrt(6), false},
		{"seven and one", timed().ticks("p.f", 7).side(1), timed().ticks("p.f", 1).side(1), math.Sqrt(8), true},
		{"eight and none", timed().ticks("p.f", 8).side(1), timed().ticks("p.o", 1).side(1), math.Sqrt(8), false},
		{"a tenth of many", timed().ticks("p.f", 1000).side(1), timed().ticks("p.f", 1100).side(1), math.Sqrt(2100), false},
		{"a tenth of few", timed().ticks("p.f", 100).side(1), timed().ticks("p.f", 110).side(1), math.Sqrt(210), true},
		{"many operations of one side", timed().ticks("p.f", 30).side(10), timed().ticks("p.o", 1).side(1), math.Sqrt(3), true},
		{"a sample is more on the side with fewer operations", timed().ticks("p.f", 4).side(10), timed().ticks("p.f", 3).side(1), math.Sqrt(0.7), true},
		{"counted", allocated(1).bytes("p.f", 10, 8).side(1), allocated(1).bytes("p.f", 11, 8).side(1), 0, false},
		{"memory that was sampled", allocated(512).bytes("p.f", 100, 512).side(1), allocated(512).bytes("p.f", 110, 512).side(1), 512 * math.Sqrt(210/(math.E-1)), true},
		{"much that was sampled", allocated(512).bytes("p.f", 100, 512).side(1), allocated(512).bytes("p.f", 200, 512).side(1), 512 * math.Sqrt(300/(math.E-1)), false},
		{"objects that are hardly missed", allocated(512).bytes("p.f", 100, 1<<20).side(1), allocated(512).bytes("p.f", 101, 1<<20).side(1), 0, false},
	} {
		sample := "samples"
		if test.base.Profile.PeriodType.Type == "space" {
			sample = "alloc_space"
		}
		for _, f := range diff(t, test.base, test.head, sample).Functions {
			if got := f.Flat; f.Name == "p.f" && (got.Chance != test.want || math.Abs(got.Err-test.err) > 1e-9*test.err) {
				t.Errorf("%s: %+v, want chance %v and a standard error of %v", test.name, got, test.want, test.err)
			}
		}
	}
}

// TestSamples: of memory it is the objects that were looked at, not those that
// they stand for.
func TestSamples(t *testing.T) {
	side := allocated(512).bytes("p.f", 1000, 512).side(1)
	d := diff(t, side, side, "alloc_objects")
	if got := d.Total.Base; got.PerOp != 1000 || got.Samples != 632 { // 1000 (1-1/e)
		t.Errorf("base = %+v, want 1000 objects of 632 samples", got)
	}
}

// TestChanceLevel draws profiles of one program, whose functions have from one
// sample in ten runs to a thousand in each, and asks how often any is called
// different.
func TestChanceLevel(t *testing.T) {
	const trials, alpha = 1000, 0.05
	r := rand.New(rand.NewPCG(1, 2))
	draw := func() profdiff.Side {
		b := timed()
		for i := range 60 {
			b.ticks(fmt.Sprintf("p.f%d p.B", i), int64(poisson(r, math.Pow(10, float64(i)/15-1))))
		}
		return b.side(1000)
	}
	called := 0
	for range trials {
		for _, f := range diff(t, draw(), draw(), "cpu").Functions {
			if !f.Flat.Chance && f.Flat.Diff() != 0 {
				called++
				break
			}
		}
	}
	rate := float64(called) / trials
	t.Logf("any function of equal ones called different: %.3f", rate)
	if rate > alpha+3*math.Sqrt(alpha/trials) || rate < alpha/10 {
		t.Errorf("equal functions are called different in %.3f of profiles, want at most %v and not almost never", rate, alpha)
	}
}

// poisson draws a count: arrivals of one a unit until mean.
func poisson(r *rand.Rand, mean float64) (n int) {
	for at := r.ExpFloat64(); at < mean; at += r.ExpFloat64() {
		n++
	}
	return n
}
