package verdict_test

import (
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// scattered are n log ratios about a centre, as far on either side.
func scattered(n int, center, spread float64) []float64 {
	logs := make([]float64, n)
	for i := range logs {
		logs[i] = center + spread*float64(1-i%2*2)*(1+float64(i%5)/10)
	}
	return logs
}

// twins are made-up launches of a class.
func twins(class string, n int, center, spread float64, d result.Design) verdict.Twins {
	return verdict.Goal{}.Twins(class, scattered(n, center, spread), d)
}

func TestUnfit(t *testing.T) {
	fixed := verdict.FitDesign(result.Design{}, 4)
	strict := verdict.FitDesign(result.Design{Stop: result.Sequential}, 4)
	for _, test := range []struct {
		name         string
		of           verdict.Fitness
		unfit, noise string // beginnings
	}{
		{"nothing", nil, "", ""},
		{"quiet", verdict.Fitness{twins("call", 20, 0, 0.002, strict), twins("copy", 20, 0, 0.01, strict)}, "", "within 0."},
		{"quiet, a fixed number", verdict.Fitness{twins("call", 8, 0, 0.002, fixed)}, "", "within 0.28 % call"},
		{"told apart", verdict.Fitness{twins("call", 20, 0, 0.002, strict), twins("copy", 20, 0.03, 0.002, strict)}, "identical code differs by +3", "within "},
		{"told apart by nothing that counts", verdict.Fitness{twins("call", 40, -0.002, 0.0001, strict)}, "", "within 0.2"},
		{"told apart by little", verdict.Fitness{twins("call", 40, -0.006, 0.0001, strict)}, "identical code differs by -0.6", "within 0.6"},
		{"told apart, a fixed number", verdict.Fitness{twins("copy", 8, 0.03, 0.002, fixed)}, "identical code differs by +3", "within "},
		{"noisy", verdict.Fitness{twins("memory", 8, 0, 0.1, fixed)}, "identical code may differ by 1", "within 1"},
		{"too few to tell", verdict.Fitness{twins("copy", 7, 0.03, 0.002, fixed), twins("copy", 9, 0.03, 0.002, strict)}, "", "within 3."},
		{"too few for noise", verdict.Fitness{twins("copy", 5, 0.03, 0.2, fixed)}, "", ""},
	} {
		unfit, noise := test.of.Unfit(), test.of.Noise()
		if !strings.HasPrefix(unfit, test.unfit) || (unfit == "") != (test.unfit == "") {
			t.Errorf("%s: Unfit = %q, want %q", test.name, unfit, test.unfit)
		}
		if !strings.HasPrefix(noise, test.noise) || (noise == "") != (test.noise == "") {
			t.Errorf("%s: Noise = %q, want %q", test.name, noise, test.noise)
		}
	}
}

// Both reasons, each with its classes.
func TestUnfitNamesEveryClass(t *testing.T) {
	d := verdict.FitDesign(result.Design{}, 4)
	f := verdict.Fitness{twins("call", 8, 0.03, 0, d), twins("cache", 8, 0, 0.001, d), twins("copy", 8, -0.03, 0, d), twins("memory", 8, 0, 0.1, d)}
	const want = "identical code differs by +3 % [+3 %, +3 %] in class call, -3 % [-3 %, -3 %] in class copy; identical code may differ by 15 % [-12 %, +15 %] in class memory"
	if got := f.Unfit(); got != want {
		t.Errorf("Unfit = %q, want %q", got, want)
	}
}

func TestFitDesign(t *testing.T) {
	for _, test := range []struct {
		run     result.Design
		classes int
		want    result.Design
	}{
		{result.Design{}, 4, result.Design{Alpha: 0.0125}},
		{result.Design{Stop: result.Sequential}, 4, result.Design{Alpha: 0.0025}},
		{result.Design{Stop: result.Sequential, Alpha: 0.1, Clock: "ns/op"}, 2, result.Design{Alpha: 0.05, Clock: "ns/op"}},
		{result.Design{Alpha: 0.1}, 0, result.Design{Alpha: 0.1}},
	} {
		if got := verdict.FitDesign(test.run, test.classes); got != test.want {
			t.Errorf("FitDesign(%+v, %d) = %+v, want %+v", test.run, test.classes, got, test.want)
		}
	}
}

func TestTwinsFloor(t *testing.T) {
	of := func(lo, center, hi float64) verdict.Twins {
		return verdict.Twins{Noise: interval.Estimate{Lo: lo, Center: center, Hi: hi}}
	}
	for _, test := range []struct {
		of          verdict.Twins
		half, floor float64
	}{
		{of(1/1.02, 1, 1.02), math.Log(1.02), 0.02},
		{of(1/1.05, 1, 1.01), math.Log(1.05*1.01) / 2, 0.05},
		{of(1.01, 1.02, 1.03), math.Log(1.03/1.01) / 2, 0.03},
		{of(0, 1, math.Inf(1)), math.Inf(1), math.Inf(1)},
	} {
		if half, floor := test.of.Half(), test.of.Floor(); math.Abs(half-test.half) > 1e-12 || math.Abs(floor-test.floor) > 1e-12 {
			t.Errorf("%+v: half %v, floor %v, want %v and %v", test.of.Noise, half, floor, test.half, test.floor)
		}
	}
}
