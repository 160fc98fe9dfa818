package main

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// abSimulated measures nothing: the head takes ratio times as long as the base,
// each launch differs from the next by noise, and takes a millisecond.
func abSimulated(t *testing.T, rule *abRule, seed uint64, ratio, noise float64) *alternate.Series {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	now := time.Duration(0)
	*rule = *newABRule(*rule)
	launch := func(_ context.Context, side alternate.Side, layout int, names []string) (alternate.Launched, error) {
		now += time.Millisecond
		x := 100 * math.Exp(noise*r.NormFloat64())
		if side == alternate.Head {
			x *= ratio
		}
		return alternate.Launched{Values: map[string][]result.Value{"x": {{Unit: "ns/op", X: x}}}}, nil
	}
	all, err := alternate.Run(t.Context(), alternate.Plan{
		Groups: []alternate.Group{{Names: []string{"x"}, Pair: alternate.Launches(launch)}}, Layouts: rule.layouts, Enough: rule.enough, Seed: seed, Clock: func() time.Duration { return now },
	})
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// TestABRule: a benchmark is measured until it is decided, and no longer than it
// may take.
func TestABRule(t *testing.T) {
	goal := compare.Goal{Alpha: 0.05, Margin: 0.01}
	for _, test := range []struct {
		name         string
		rule         abRule
		ratio, noise float64
		least, most  int // pairs
	}{
		{"the same, quiet", abRule{maxTime: time.Second}, 1, 0.001, 13, 14},
		{"5 % more, quiet", abRule{maxTime: time.Second}, 1.05, 0.001, 13, 30},
		{"twofold among many", abRule{maxTime: time.Second, family: 200}, 2, 0.001, 14, 60},
		{"too noisy", abRule{maxTime: 200 * time.Millisecond}, 1, 0.3, 100, 100},
		{"no time for an interval", abRule{maxTime: 4 * time.Millisecond}, 1, 0.3, 12, 12},
		{"so many", abRule{maxTime: time.Second, count: 7}, 1, 0.001, 7, 7},
		{"exact", abRule{maxTime: time.Second, exact: true}, 1.5, 0, 3, 3},
		{"exact, and varies", abRule{maxTime: time.Second, exact: true}, 1.5, 0.001, 13, 60},
		{"layouts", abRule{maxTime: time.Second, layouts: 8}, 1.5, 0.001, 320, 320},
		{"layouts, little time", abRule{maxTime: 60 * time.Millisecond, layouts: 8}, 1.5, 0.001, 32, 32},
		{"layouts, so many", abRule{maxTime: time.Second, layouts: 8, count: 20}, 1.5, 0.001, 24, 24},
	} {
		test.rule.goal = goal
		test.rule.family = max(1, test.rule.family)
		s := abSimulated(t, &test.rule, 3, test.ratio, test.noise)
		if n := len(s.Pairs); n < test.least || n > test.most {
			t.Errorf("%s: %d pairs, want %d to %d", test.name, n, test.least, test.most)
		}
	}
}

// TestABLevel: of two sides that do not differ, a verdict is false no more often than
// the level says, whether they are measured until it is certain that they are the
// same or for as long as they may. What the last look finds is what so many pairs,
// looked at once, would show.
func TestABLevel(t *testing.T) {
	const runs, alpha = 200, 0.05
	told := func(ratio, noise float64) (told, limit int) {
		for seed := range uint64(runs) {
			rule := &abRule{goal: compare.Goal{Alpha: alpha, Margin: 0.01}, family: 1, maxTime: 200 * time.Millisecond}
			s := abSimulated(t, rule, seed, ratio, noise)
			design := result.Design{Stop: rule.stop(s)}
			if design.Stop == result.Limit {
				limit++
			}
			if verdict.P(s.Each("ns/op", logRatio), design) <= alpha {
				told++
			}
		}
		return told, limit
	}
	const most = runs*alpha + 9 // three standard deviations of the count
	for _, noise := range []float64{0.001, 0.01, 0.05} {
		wrong, _ := told(1, noise)
		t.Logf("noise %v: %d of %d told apart", noise, wrong, runs)
		if wrong > most {
			t.Errorf("with a noise of %v, %d of %d are told apart", noise, wrong, runs)
		}
	}
	if found, limit := told(1.025, 0.05); found < runs*80/100 || limit < runs*80/100 {
		t.Errorf("2.5 %%, 3.5 standard errors of 100 pairs: %d of %d found, %d at the limit", found, runs, limit)
	}
}

// TestABRuleZeros: values without a ratio end the measurement, and not by a panic.
func TestABRuleZeros(t *testing.T) {
	rule := &abRule{goal: compare.Goal{Alpha: 0.05, Margin: 0.01}, family: 1, maxTime: time.Second}
	if s := abSimulated(t, rule, 3, 0, 0.001); len(s.Pairs) < 13 || len(s.Pairs) > 40 {
		t.Errorf("%d pairs", len(s.Pairs))
	}
}

// TestLayoutLines: a line a layout, which holds what the layout makes of a unit
// beside all the others.
func TestLayoutLines(t *testing.T) {
	s := &alternate.Series{Name: "x"}
	value := func(x, bytes float64) []result.Value {
		return []result.Value{{Unit: "ns/op", X: x}, {Unit: "B/op", X: bytes}}
	}
	base, head := []float64{100, 110, 90, 105}, []float64{200, 220, 180, 210}
	for turn := range 4 {
		for i := range 4 {
			j := (i + turn) % 4
			drift := 1 + float64(turn) // which both sides of a pair share
			s.Pairs = append(s.Pairs, alternate.Pair{Values: [2][]result.Value{value(base[i]*drift, 0), value(head[j]*drift, 16)}, Layout: [2]int{i, j}})
		}
	}
	lines := layoutLines(s, 8, 4)
	for side, want := range [][]float64{base, head} {
		if len(lines[side]) != 4 {
			t.Fatalf("side %d: %d lines, want 4", side, len(lines[side]))
		}
		for k, line := range lines[side] {
			if got := line.Values[0].X / lines[0][0].Values[0].X * base[0]; math.Abs(got/want[k]-1) > 1e-6 {
				t.Errorf("side %d, layout %d: %.3f beside the first's 100, want %.3f", side, k, got, want[k])
			}
			if line.Values[1].X != float64(16*side) {
				t.Errorf("side %d, layout %d: %v B/op", side, k, line.Values[1].X)
			}
		}
	}
}
