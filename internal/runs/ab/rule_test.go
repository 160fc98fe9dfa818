package ab

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// simulated returns a series without measuring anything. The head takes ratio times as
// long as the base. Launches differ by noise, and take a millisecond.
func simulated(t *testing.T, r *rule, seed uint64, ratio, noise float64) *series {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	now := time.Duration(0)
	launch := func(_ context.Context, side match.Side, layout int, names []string) (match.Reading, error) {
		now += time.Millisecond
		x := 100 * math.Exp(noise*random.NormFloat64())
		if side == match.Head {
			x *= ratio
		}
		return match.Reading{Values: map[string][]result.Value{"x": {{Unit: "ns/op", X: x}}}}, nil
	}
	all, err := measure(t.Context(), plan{
		groups: []match.Group{{Names: []string{"x"}, Pair: match.OneByOne(launch)}}, layouts: r.layouts, enough: r.enough, seed: seed, clock: func() time.Duration { return now },
	})
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// TestRule: a benchmark is measured until it is decided, and no longer than it
// may take.
func TestRule(t *testing.T) {
	goal := compare.Goal{Alpha: 0.05, Margin: 0.01}
	for _, test := range []struct {
		name         string
		rule         rule
		ratio, noise float64
		least, most  int // pairs
	}{
		{"the same, quiet", rule{Policy: Policy{MaxTime: time.Second}}, 1, 0.001, 13, 14},
		{"5 % more, quiet", rule{Policy: Policy{MaxTime: time.Second}}, 1.05, 0.001, 13, 30},
		{"twofold among many", rule{Policy: Policy{MaxTime: time.Second}, family: 200}, 2, 0.001, 14, 60},
		{"too noisy", rule{Policy: Policy{MaxTime: 200 * time.Millisecond}}, 1, 0.3, 100, 100},
		{"no time for an interval", rule{Policy: Policy{MaxTime: 4 * time.Millisecond}}, 1, 0.3, 12, 12},
		{"so many", rule{Policy: Policy{MaxTime: time.Second, Count: 7}}, 1, 0.001, 7, 7},
		{"exact", rule{Policy: Policy{MaxTime: time.Second}, exact: true}, 1.5, 0, 3, 3},
		{"exact, and varies", rule{Policy: Policy{MaxTime: time.Second}, exact: true}, 1.5, 0.001, 13, 60},
		{"layouts", rule{Policy: Policy{MaxTime: time.Second}, layouts: 8}, 1.5, 0.001, 320, 320},
		{"layouts, far", rule{Policy: Policy{MaxTime: time.Second}, layouts: 8, far: func(i int) bool { return i == 0 }}, 1.5, 0.001, 16, 16},
		{"layouts, another is far", rule{Policy: Policy{MaxTime: time.Second}, layouts: 8, far: func(i int) bool { return i == 1 }}, 1.5, 0.001, 320, 320},
		{"layouts, little time", rule{Policy: Policy{MaxTime: 60 * time.Millisecond}, layouts: 8}, 1.5, 0.001, 32, 32},
		{"layouts, so many", rule{Policy: Policy{MaxTime: time.Second, Count: 20}, layouts: 8}, 1.5, 0.001, 24, 24},
	} {
		test.rule.Goal = goal
		test.rule.family = max(1, test.rule.family)
		s := simulated(t, test.rule.begin(), 3, test.ratio, test.noise)
		if n := len(s.pairs); n < test.least || n > test.most {
			t.Errorf("%s: %d pairs, want %d to %d", test.name, n, test.least, test.most)
		}
	}
}

// TestLevel: of two sides that do not differ, a verdict is false no more often than
// the level says, whether they are measured until it is certain that they are the
// same or for as long as they may. What the last look finds is what so many pairs,
// looked at once, would show.
func TestLevel(t *testing.T) {
	const runs, alpha = 200, 0.05
	told := func(ratio, noise float64) (told, limit int) {
		for seed := range uint64(runs) {
			r := rule{Policy: Policy{Goal: compare.Goal{Alpha: alpha, Margin: 0.01}, MaxTime: 200 * time.Millisecond}, family: 1}.begin()
			s := simulated(t, r, seed, ratio, noise)
			design := result.Design{Stop: r.stop(s)}
			if design.Stop == result.Limit {
				limit++
			}
			if verdict.P(s.each("ns/op", logRatio), design) <= alpha {
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

// TestRuleZeros: values without a ratio end the measurement, and not by a panic.
func TestRuleZeros(t *testing.T) {
	r := rule{Policy: Policy{Goal: compare.Goal{Alpha: 0.05, Margin: 0.01}, MaxTime: time.Second}, family: 1}.begin()
	if s := simulated(t, r, 3, 0, 0.001); len(s.pairs) < 13 || len(s.pairs) > 40 {
		t.Errorf("%d pairs", len(s.pairs))
	}
}

// TestLayoutLines: a line a layout, which holds what the layout makes of a unit
// beside all the others.
func TestLayoutLines(t *testing.T) {
	s := &series{name: "x", layouts: 4}
	value := func(x, bytes float64) []result.Value {
		return []result.Value{{Unit: "ns/op", X: x}, {Unit: "B/op", X: bytes}}
	}
	base, head := []float64{100, 110, 90, 105}, []float64{200, 220, 180, 210}
	for turn := range 4 {
		for i := range 4 {
			j := (i + turn) % 4
			drift := 1 + float64(turn) // which both sides of a pair share
			s.pairs = append(s.pairs, pair{values: [2][]result.Value{value(base[i]*drift, 0), value(head[j]*drift, 16)}, layout: [2]int{i, j}})
		}
	}
	lines := layoutLines(s, 8)
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
