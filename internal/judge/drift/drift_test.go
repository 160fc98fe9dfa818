package drift_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/drift"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// story is a record of one machine: ten works and benchmarks over commits, each with noise
// of 0.5 %. The factors are of commits.
type story struct {
	benchmarks, commits int
	works, project      map[int]float64
}

func (s story) series() (all []trend.Series) {
	r := rand.New(rand.NewPCG(1, 1))
	add := func(k trend.Key, usual float64, factors map[int]float64) {
		one := trend.Series{Key: k, Better: -1}
		for at := range s.commits {
			x := usual
			if f := factors[at]; f != 0 {
				x *= f
			}
			p := trend.Point{At: at}
			for range 3 {
				p.Values = append(p.Values, x*math.Exp(0.005*r.NormFloat64()))
			}
			one.Points = append(one.Points, p)
		}
		all = append(all, one)
	}
	for i := range 10 {
		add(trend.Key{Package: trend.MachinePackage, Name: fmt.Sprintf("Machine/work=%d", i), Unit: "sec/op", Env: "m"}, 1e-6*float64(i+1), s.works)
	}
	for i := range s.benchmarks {
		add(trend.Key{Package: "codec", Name: fmt.Sprintf("Decode/%d", i), Unit: "sec/op", Env: "m"}, 1e-3*float64(i+1), s.project)
	}
	return all
}

// change is how much the median benchmark of a record takes at a commit, to the first one.
func change(all []trend.Series, commit int) float64 {
	s := all[len(all)-1]
	mean := func(at int) float64 { v := s.Points[at].Values; return (v[0] + v[1] + v[2]) / 3 }
	return mean(commit) / mean(0)
}

func TestOf(t *testing.T) {
	slow := map[int]float64{6: 1.2, 7: 1.3}
	for _, test := range []struct {
		name            string
		story           story
		moved, together bool
		left            float64 // of the benchmarks at commit 7, without the drift
	}{
		{"nothing moves", story{benchmarks: 8, commits: 20}, false, false, 1},
		{"the machine and all benchmarks", story{benchmarks: 8, commits: 20, works: slow, project: slow}, true, true, 1},
		{"the machine alone", story{benchmarks: 8, commits: 20, works: slow}, true, false, 1},
		{"the project alone", story{benchmarks: 8, commits: 20, project: slow}, false, false, 1.3},
		{"the project to the other side", story{benchmarks: 8, commits: 20, works: slow, project: map[int]float64{6: 0.8, 7: 0.8}}, true, false, 0.8},
		{"the machine far more", story{benchmarks: 8, commits: 20, works: slow, project: map[int]float64{6: 1.05, 7: 1.05}}, true, false, 1.05},
		{"too few benchmarks to tell", story{benchmarks: 5, commits: 20, works: slow, project: slow}, true, false, 1.3},
	} {
		all := test.story.series()
		machines := drift.Of(all)
		if len(machines) != 1 || machines[0].Works != 10 || len(machines[0].Moves) != 20 {
			t.Fatalf("%s: machines %+v, want one of 10 works over 20 commits", test.name, machines)
		}
		for _, m := range machines[0].Moves {
			at := m.At == 6 || m.At == 7
			if m.Moved != (test.moved && at) || m.Together != (test.together && at) {
				t.Errorf("%s: at commit %d moved %v and together %v: %+v", test.name, m.At, m.Moved, m.Together, m)
			}
		}
		steady := drift.Cancel(all, machines)
		if got := change(steady, 7); math.Abs(got/test.left-1) > 0.02 {
			t.Errorf("%s: without drift the benchmarks take %.3f of before, want %.2f", test.name, got, test.left)
		}
		if before := change(all, 7); test.story.project != nil && math.Abs(before/test.story.project[7]-1) > 0.02 {
			t.Errorf("%s: Cancel changed what it got", test.name)
		}
	}
}

// TestOfFew: without works, or over few commits, nothing is said of a machine.
func TestOfFew(t *testing.T) {
	all := story{benchmarks: 8, commits: 20}.series()
	if got := drift.Of(all[10:]); len(got) != 0 {
		t.Errorf("Of a record without works = %+v, want none", got)
	}
	if got := drift.Of(story{benchmarks: 8, commits: 3}.series()); len(got) != 0 {
		t.Errorf("Of three commits = %+v, want none", got)
	}
	for _, m := range drift.Of(all[5:])[0].Moves { // five works give no interval
		if m.Moved {
			t.Errorf("five works moved: %+v", m)
		}
	}
}

// TestCancelRates: rates are multiplied, and counts and other machines stay.
func TestCancelRates(t *testing.T) {
	slow := map[int]float64{6: 1.25}
	all := story{benchmarks: 8, commits: 20, works: slow, project: slow}.series()
	machines := drift.Of(all)
	last := all[len(all)-1]
	for _, test := range []struct {
		unit, env string
		factor    float64
	}{{"sec/op", "m", 1 / 1.25}, {"B/s", "m", 1.25}, {"B/op", "m", 1}, {"sec/op", "another", 1}} {
		one := last
		one.Unit, one.Env = test.unit, test.env
		got := drift.Cancel([]trend.Series{one}, machines)[0].Points[6].Values[0] / one.Points[6].Values[0]
		if math.Abs(got/test.factor-1) > 0.02 {
			t.Errorf("%s of %s: a value is multiplied by %.3f, want %.2f", test.unit, test.env, got, test.factor)
		}
	}
}
