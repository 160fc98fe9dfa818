package alert_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// noisy is a time that gets worse by less than two standard deviations at commit 30, and
// by five more at commit 60.
func noisy(seed uint64, n int) trend.Series {
	s := trend.Series{Key: trend.Key{Name: "X", Unit: "sec/op"}, Better: -1}
	r := rand.New(rand.NewPCG(seed, 2))
	for i := range n {
		x := 100 + r.NormFloat64()
		if i >= 30 {
			x += 1.8
		}
		if i >= 60 {
			x += 5
		}
		s.Points = append(s.Points, trend.Point{At: i, Values: []float64{math.Round(x*1000) / 1000}})
	}
	return s
}

// news are the runs that show a new change, if one follows after each commit.
func news(s trend.Series) (runs []int) {
	for n := 30; n <= len(s.Points); n++ {
		some := s
		some.Points = s.Points[:n]
		for _, c := range alert.Find([]trend.Series{some}, history.Options{}).Changes {
			if c.New {
				runs = append(runs, n-1)
			}
		}
	}
	return runs
}

// TestNewOnce: noise hides each of these changes from some later runs, or makes a creep of
// a step, and none of them is new a second time. A second change is, when the level
// or the creep that it makes is found.
func TestNewOnce(t *testing.T) {
	for seed, want := range map[uint64][]int{119: {34, 62}, 126: {34, 62}, 127: {41, 61}, 19: {41, 62}} {
		if got := news(noisy(seed, 66)); !slices.Equal(got, want) {
			t.Errorf("seed %d: new on runs %v, want %v", seed, got, want)
		}
	}
}
