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
		name       string
		of         verdict.Fitness
		told, wide string // their classes
		known      int
	}{
		{"nothing", nil, "", "", 0},
		{"quiet", verdict.Fitness{twins("call", 20, 0, 0.002, strict), twins("copy", 20, 0, 0.01, strict)}, "", "", 2},
		{"quiet, a fixed number", verdict.Fitness{twins("call", 8, 0, 0.002, fixed)}, "", "", 1},
		{"told apart", verdict.Fitness{twins("call", 20, 0, 0.002, strict), twins("copy", 20, 0.03, 0.002, strict)}, "copy", "", 2},
		{"told apart by nothing that counts", verdict.Fitness{twins("call", 40, -0.002, 0.0001, strict)}, "", "", 1},
		{"told apart by little", verdict.Fitness{twins("call", 40, -0.006, 0.0001, strict)}, "call", "", 1},
		{"told apart, a fixed number", verdict.Fitness{twins("copy", 8, 0.03, 0.002, fixed)}, "copy", "", 1},
		{"noisy", verdict.Fitness{twins("memory", 8, 0, 0.1, fixed)}, "", "memory", 1},
		{"too few to tell", verdict.Fitness{twins("copy", 7, 0.03, 0.002, fixed), twins("copy", 9, 0.03, 0.002, strict)}, "", "", 2},
		{"too few for noise", verdict.Fitness{twins("copy", 5, 0.03, 0.2, fixed)}, "", "", 0},
		{"both, each with its classes", verdict.Fitness{twins("call", 8, 0.03, 0, fixed), twins("cache", 8, 0, 0.001, fixed), twins("copy", 8, -0.03, 0, fixed), twins("memory", 8, 0, 0.1, fixed)}, "call copy", "memory", 4},
	} {
		told, wide := test.of.Unfit()
		if classes(told) != test.told || classes(wide) != test.wide || len(test.of.Known()) != test.known {
			t.Errorf("%s: told %q, wide %q, %d known; want %q, %q, %d", test.name, classes(told), classes(wide), len(test.of.Known()), test.told, test.wide, test.known)
		}
		if fit := test.of.Fit(); fit != (test.told+test.wide == "") {
			t.Errorf("%s: fit is %v", test.name, fit)
		}
	}
}

// classes are those of a fitness.
func classes(f verdict.Fitness) string {
	var names []string
	for _, t := range f {
		names = append(names, t.Class)
	}
	return strings.Join(names, " ")
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
