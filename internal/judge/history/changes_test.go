package history_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// one is a series with one value per point.
func one(values ...float64) history.Series {
	var s history.Series
	for _, v := range values {
		s.Points = append(s.Points, history.Point{Values: []float64{v}})
	}
	return s
}

// noisy is a series of n points about levels that begin at the given points.
func noisy(seed uint64, n int, level func(i int) float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float64, n)
	for i := range x {
		x[i] = level(i) + r.NormFloat64()
	}
	return x
}

func steps(at ...int) func(int) float64 {
	return func(i int) float64 {
		level := 100.
		for _, from := range at {
			if i >= from {
				level += 5
			}
		}
		return level
	}
}

func places(changes []history.Change) []int {
	at := []int{}
	for _, c := range changes {
		at = append(at, c.At)
	}
	return at
}

func TestSteps(t *testing.T) {
	for _, want := range [][]int{{}, {40}, {10}, {94}, {30, 60}} {
		got := history.Changes(one(noisy(1, 100, steps(want...))...), history.Options{})
		if !reflect.DeepEqual(places(got), want) {
			t.Errorf("Changes of steps at %v = %+v", want, got)
		}
		for _, c := range got {
			if c.Low > c.At || c.High < c.At || c.RatioLow >= c.Ratio || c.RatioHigh <= c.Ratio || c.Probability < 0.99 || c.Creep {
				t.Errorf("Changes of steps at %v = %+v, want intervals around it and no creep", want, c)
			}
		}
	}
}

func TestSizeOfStep(t *testing.T) {
	held := 0
	for seed := range uint64(100) {
		for _, c := range history.Changes(one(noisy(seed, 80, steps(40))...), history.Options{}) {
			if c.RatioLow <= 1.05 && 1.05 <= c.RatioHigh && c.Low <= 40 && 40 <= c.High {
				held++
			}
		}
	}
	if held < 88 {
		t.Errorf("%d of 100 intervals of 95 %% hold the step, want 88 or more", held)
	}
}

func TestCreep(t *testing.T) {
	x := noisy(2, 150, func(i int) float64 { return 100 + 0.15*float64(min(max(i-50, 0), 60)) })
	got := history.Changes(one(x...), history.Options{})
	if len(got) != 1 || !got[0].Creep || got[0].At < 35 || got[0].At > 65 || got[0].Until < 95 || got[0].Until > 125 {
		t.Fatalf("Changes of a creep from 50 to 110 = %+v, want that creep", got)
	}
	if c := got[0]; math.Abs(c.Before-100) > 1.5 || math.Abs(c.After-109) > 1.5 {
		t.Errorf("a creep from 100 to 109: from %.1f to %.1f", c.Before, c.After)
	}
}

// TestStepAndCreep: a step with a slow move behind it is a step.
func TestStepAndCreep(t *testing.T) {
	x := noisy(8, 120, func(i int) float64 {
		if i < 50 {
			return 100
		}
		return 120 + 0.08*float64(i-50)
	})
	got := history.Changes(one(x...), history.Options{})
	if len(got) != 1 || got[0].Creep || got[0].At != 50 || got[0].Until != 119 || math.Abs(got[0].After-120) > 1 {
		t.Errorf("Changes of a step to 120 that goes on to 125.6 = %+v, want a step at 50 to 120 and until 119", got)
	}
}

func TestSpikes(t *testing.T) {
	x := noisy(3, 120, steps())
	for _, i := range []int{0, 20, 21, 50, 80, 81, 118, 119} {
		x[i] += 12
	}
	if got := history.Changes(one(x...), history.Options{}); len(got) != 0 {
		t.Errorf("Changes of spikes of one and two points = %+v, want none", got)
	}
}

// TestReplicates: replicates make a small step certain after three points, and a point
// with few of them counts less.
func TestReplicates(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	var s history.Series
	for i := range 23 {
		p := history.Point{}
		for range 10 {
			p.Values = append(p.Values, 100+r.NormFloat64())
		}
		if i >= 20 {
			for k := range p.Values {
				p.Values[k] *= 1.03
			}
		}
		if i%5 == 2 {
			p.Values = p.Values[:2]
		}
		s.Points = append(s.Points, p)
	}
	if got := history.Changes(s, history.Options{}); !reflect.DeepEqual(places(got), []int{20}) {
		t.Errorf("Changes of a step of 3 %% at 20 of 23, ten replicates = %+v", got)
	}
}

func TestExact(t *testing.T) {
	for _, test := range []struct {
		name string
		x    []float64
		want []int
	}{
		{"constant", []float64{5, 5, 5, 5}, []int{}},
		{"two points", []float64{5, 6}, []int{1}},
		{"back again", []float64{5, 5, 5, 6, 5, 5, 5}, []int{3, 4}},
		{"takes turns", []float64{5, 5, 5, 6, 5, 6, 5, 6, 6, 5}, []int{3, 4}},
		{"after taking turns", []float64{5, 5, 5, 6, 5, 6, 5, 7, 7}, []int{3, 4, 7}},
		{"from nothing", []float64{0, 0, 3}, []int{2}},
		{"gap", []float64{5, 5, math.NaN(), 6}, []int{3}},
	} {
		s := one(test.x...)
		s.Exact = true
		got := history.Changes(s, history.Options{})
		if !reflect.DeepEqual(places(got), test.want) {
			t.Errorf("%s: Changes(%v) = %+v, want at %v", test.name, test.x, got, test.want)
		}
		for _, c := range got {
			if c.Probability != 1 {
				t.Errorf("%s: probability %v, want 1", test.name, c.Probability)
			}
		}
		if test.name == "gap" && got[0].Low != 2 {
			t.Errorf("gap: the change lies between %d and %d, want 2 and 3", got[0].Low, got[0].High)
		}
	}
}

func TestNothingToFind(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, x := range [][]float64{
		nil,
		{1},
		{1, 2},
		{1, 2, 3, 4, 5},
		{nan, nan},
		{inf, -inf, nan},
		{7, 7, 7, 7, 7, 7, 7, 7, 7},
		{0, 0, 0, 0, 0, 0, 0, 0, 0},
		{7, 7, 7, 7, 7, 7, 7, 8, 7, 7, 7, 7},
	} {
		if got := history.Changes(one(x...), history.Options{}); len(got) != 0 {
			t.Errorf("Changes(%v) = %+v, want none", x, got)
		}
	}
}

// TestGaps: points without a value count in indexes, and nowhere else.
func TestGaps(t *testing.T) {
	s := one(noisy(5, 60, steps(30))...)
	s.Points[10].Values = nil
	s.Points[29].Values = []float64{math.NaN()}
	s.Points[50].Values = append(s.Points[50].Values, math.Inf(1))
	got := history.Changes(s, history.Options{})
	if len(got) != 1 || got[0].At != 30 || got[0].Low > 29 {
		t.Errorf("Changes with gaps = %+v, want one at 30 that may lie in the gap at 29", got)
	}
}

// TestEveryUnit: a step is the same in every unit, and beside values that are no values.
func TestEveryUnit(t *testing.T) {
	x := noisy(6, 90, steps(40))
	x[7] *= 1e12
	for _, unit := range []float64{1, 0x1p-1000, 0x1p900, -1} {
		y := make([]float64, len(x))
		for i := range x {
			y[i] = x[i] * unit
		}
		if got := places(history.Changes(one(y...), history.Options{})); !reflect.DeepEqual(got, []int{40}) {
			t.Errorf("unit %g: changes at %v, want at 40", unit, got)
		}
	}
}

// TestFollower: point by point, the changes are those of all points so far at once.
func TestFollower(t *testing.T) {
	level := func(i int) float64 { return 100 + 5*float64(i/190%3) + 0.1*float64(max(0, i-760)) }
	for _, exact := range []bool{false, true} {
		s := one(noisy(7, 900, level)...)
		if exact {
			for i := range s.Points {
				s.Points[i].Values[0] = level(i)
			}
		}
		s.Exact = exact
		s.Points[100].Values = nil
		f := history.Follower{Exact: exact}
		for i, p := range s.Points {
			f.Push(p)
			if i%23 != 0 && (i < 755 || i > 775) {
				continue
			}
			part := s
			part.Points = s.Points[:i+1]
			got, want := fmt.Sprint(f.Changes()), fmt.Sprint(history.Changes(part, history.Options{}))
			if got != want {
				t.Fatalf("after %d points: %s, want %s", i+1, got, want)
			}
		}
		if got := f.Changes(); len(got) < 4 {
			t.Errorf("exact %v: %d changes, want some from before and after points are settled", exact, len(got))
		}
	}
}

// TestOnce: in the 30 points after a step, no second change is reported.
func TestOnce(t *testing.T) {
	more := 0
	for seed := range uint64(40) {
		var f history.Follower
		var known []history.Change
		for i, p := range one(noisy(seed, 80, steps(50))...).Points {
			f.Push(p)
			if i < 50 {
				continue
			}
			for _, c := range f.Changes() {
				fresh := true
				for _, k := range known {
					fresh = fresh && (c.Low > k.High || k.Low > c.High)
				}
				if fresh {
					known = append(known, c)
				}
			}
		}
		more += len(known) - 1
	}
	if more > 3 {
		t.Errorf("40 steps were reported %d times more than once, want 3 or fewer", more)
	}
}

func TestChangesOf(t *testing.T) {
	var all []history.Series
	for i := range 300 {
		level := steps()
		if i%30 == 0 {
			level = steps(50)
		}
		all = append(all, one(noisy(uint64(i), 100, level)...))
	}
	counts := one(1, 1, 2)
	counts.Exact = true
	all = append(all, counts)
	changes, perWeek := history.ChangesOf(all, history.Options{})
	right, wrong := 0, 0
	for i, found := range changes {
		for _, c := range found {
			if i == 300 && c.At == 2 || i%30 == 0 && max(c.At-50, 50-c.At) <= 1 {
				right++
			} else {
				wrong++
			}
		}
	}
	if right != 11 || wrong > 1 {
		t.Errorf("ChangesOf: %d right and %d wrong, want 11 and at most 1", right, wrong)
	}
	if !(perWeek > 0 && perWeek < 10) {
		t.Errorf("ChangesOf expects %v false alarms per week of 300 series, want some and few", perWeek)
	}
	if got, _ := history.ChangesOf(nil, history.Options{}); len(got) != 0 {
		t.Errorf("ChangesOf(nil) = %v, want none", got)
	}
}

// family is one series of a random family: a few levels that differ by small factors and
// by large ones, creeps, noise of the values or of their logarithms, one or a few
// replicates, and neighbours alike or not.
func family(r *rand.Rand) history.Series {
	var s history.Series
	n, level, slope, carried := 8+r.IntN(90), 100., 0., 0.
	noise, alike, replicates := math.Pow(10, -3+2.5*r.Float64()), 0.9*r.Float64(), 1+r.IntN(3)
	relative := r.IntN(2) == 0
	for i := range n {
		if r.IntN(15) == 0 {
			level *= math.Exp(1.5 * r.NormFloat64() * r.Float64())
		}
		if r.IntN(20) == 0 {
			slope = 0.05 * r.NormFloat64() * float64(r.IntN(2))
		}
		level *= math.Exp(slope)
		carried = alike*carried + r.NormFloat64()
		var p history.Point
		for range replicates {
			off := noise * (carried + r.NormFloat64())
			if relative {
				p.Values = append(p.Values, level*math.Exp(off))
			} else {
				p.Values = append(p.Values, level+100*off)
			}
		}
		if i > 0 && r.IntN(30) == 0 {
			p.Values = nil
		}
		s.Points = append(s.Points, p)
	}
	return s
}

// TestAgree: the interval of every change leaves out that nothing changed, and lies on the
// side of its levels.
func TestAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	found, unbounded := 0, 0
	for i := range 3000 {
		for _, c := range history.Changes(family(r), history.Options{}) {
			found++
			up := c.After > c.Before
			switch {
			case c.Ratio == 0 && c.After != c.Before: // different signs
			case !(c.RatioLow >= 0 && c.RatioLow <= c.Ratio && c.Ratio <= c.RatioHigh):
				t.Errorf("series %d: ratio %v is not in its interval: %+v", i, c.Ratio, c)
			case c.Before > 0 && up && !(c.RatioLow > 1), c.Before > 0 && !up && !(c.RatioHigh < 1):
				t.Errorf("series %d: from %v to %v, and the interval is [%v, %v]: %+v", i, c.Before, c.After, c.RatioLow, c.RatioHigh, c)
			}
			if math.IsInf(c.RatioHigh, 1) {
				unbounded++
			}
		}
	}
	if found < 3000 || unbounded > found/10 {
		t.Errorf("%d changes in 3000 series, %d of them without an upper end, want more, and few of those", found, unbounded)
	}
}

// TestStairs: two changes within a few points are found. They are recorded: the index of
// BenchmarkSequence in this repository, which became faster in two merges.
func TestStairs(t *testing.T) {
	var s history.Series
	for _, x := range []float64{
		1, 0.995, 0.995, 1.006, 1.020, 1.027, 1.051, 1.065, 0.661, 0.660, 0.656, 0.653, 0.645, 0.642,
		0.316, 0.316, 0.315, 0.314, 0.312, 0.312, 0.308, 0.313, 0.314,
	} {
		s.Points = append(s.Points, history.Point{Values: []float64{x}})
	}
	var steps []int
	for _, c := range history.Changes(s, history.Options{}) {
		if !c.Creep { // the chain of ratios moves by 6 % before the first
			steps = append(steps, c.At)
		}
	}
	if want := []int{8, 14}; !slices.Equal(steps, want) {
		t.Errorf("steps at %v, want %v", steps, want)
	}
}

// TestLevels: levels without noise are certain if they differ by more than their rounding.
func TestLevels(t *testing.T) {
	for _, tt := range []struct {
		before, after float64
		certain       bool
	}{
		{14710, 430, true}, // allocations of BenchmarkFind in this repository
		{1.28e-5, 1.25e-5, true},
		{0.3, 0.4, false},
		{3e-10, 4e-10, false},
		{-1.28, -1.25, true},
	} {
		var s history.Series
		for i := range 23 {
			v := tt.before
			if i >= 8 {
				v = tt.after
			}
			s.Points = append(s.Points, history.Point{Values: []float64{v}})
		}
		changes := history.Changes(s, history.Options{})
		if len(changes) != 1 || changes[0].At != 8 || changes[0].Probability > 0.99 != tt.certain {
			t.Errorf("%g and %g: changes %+v, want one at 8; certain: %t", tt.before, tt.after, changes, tt.certain)
		}
	}
}
