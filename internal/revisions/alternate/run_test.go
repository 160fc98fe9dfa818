package alternate_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// recorder launches nothing, and notes what it was asked for.
type recorder struct {
	said []string
	now  time.Duration
	fail map[string]string // by launch, such as "head x": why it fails
}

func (r *recorder) launch(_ context.Context, side alternate.Side, layout int, names []string) (alternate.Launched, error) {
	r.said = append(r.said, fmt.Sprint(side, layout, names))
	r.now += time.Second
	got := alternate.Launched{Values: map[string][]result.Value{}, Failed: map[string]string{}}
	for _, name := range names {
		if why := r.fail[side.String()+" "+name]; why != "" {
			got.Failed[name] = why
			continue
		}
		got.Values[name] = []result.Value{{Unit: "ns/op", X: float64(1 + int(side))}}
	}
	return got, nil
}

func (r *recorder) plan(enough func(*alternate.Series) bool, groups ...[]string) alternate.Plan {
	p := alternate.Plan{Enough: enough, Clock: func() time.Duration { return r.now }}
	for _, names := range groups {
		p.Groups = append(p.Groups, alternate.Group{Names: names, Pair: alternate.Launches(r.launch)})
	}
	return p
}

func after(n int) func(*alternate.Series) bool {
	return func(s *alternate.Series) bool { return len(s.Pairs) >= n }
}

// TestRun: pairs are adjacent, in either order about equally often, and each
// benchmark has as many as its rule asks for.
func TestRun(t *testing.T) {
	r := &recorder{}
	all, err := alternate.Run(t.Context(), r.plan(func(s *alternate.Series) bool {
		return len(s.Pairs) >= map[string]int{"a": 400, "b": 100, "c": 7}[s.Name]
	}, []string{"a", "b"}, []string{"c"}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{400, 100, 7} {
		if got := len(all[i].Pairs); got != want {
			t.Errorf("%s: %d pairs, want %d", all[i].Name, got, want)
		}
	}
	if all[2].Spent != 14*time.Second || all[1].Spent != 100*time.Second {
		t.Errorf("spent %v and %v, want 14 s alone and 100 s of 200 shared", all[2].Spent, all[1].Spent)
	}
	headFirst := 0
	for pair := range slices.Chunk(r.said, 2) {
		a, b := pair[0], pair[1]
		if a[:4] == b[:4] || a[4:] != b[4:] {
			t.Fatalf("launches %q and %q are no pair", a, b)
		}
		if a[:4] == "head" {
			headFirst++
		}
	}
	if headFirst < 150 || headFirst > 257 {
		t.Errorf("the head went first in %d of 407 pairs", headFirst)
	}
	logs := all[0].Each("ns/op", func(a, b float64) float64 { return b - a })
	if len(logs) != 400 || logs[0] != 1 || all[0].Each("B/op", func(a, b float64) float64 { return 0 }) != nil {
		t.Errorf("differences %v", logs[:1])
	}
}

// TestLayouts: in each turn every layout of a side is drawn once, and the sides'
// draws do not go together.
func TestLayouts(t *testing.T) {
	r := &recorder{}
	p := r.plan(after(400), []string{"a"})
	p.Layouts = 4
	all, err := alternate.Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	met := map[[2]int]int{}
	for turn := range slices.Chunk(all[0].Pairs, 4) {
		for side := range 2 {
			var drawn []int
			for _, p := range turn {
				drawn = append(drawn, p.Layout[side])
			}
			slices.Sort(drawn)
			if !slices.Equal(drawn, []int{0, 1, 2, 3}) {
				t.Fatalf("a turn draws %v", drawn)
			}
		}
		for _, p := range turn {
			met[p.Layout]++
		}
	}
	for at, n := range met {
		if n < 8 || n > 45 {
			t.Errorf("layouts %v met %d times in 400", at, n)
		}
	}
	if len(met) != 16 {
		t.Errorf("%d pairs of layouts met, want 16", len(met))
	}
}

// TestFailures: a benchmark that fails on a side is given up, and the others go
// on; an error ends all, and what was measured is kept.
func TestFailures(t *testing.T) {
	r := &recorder{fail: map[string]string{"head b": "it broke"}}
	all, err := alternate.Run(t.Context(), r.plan(after(5), []string{"a", "b"}))
	if err != nil || len(all[0].Pairs) != 5 || len(all[1].Pairs) != 0 || all[1].Failed != "in the head: it broke" {
		t.Errorf("%+v, %+v, %v", *all[0], *all[1], err)
	}
	stop := errors.New("stop")
	p := r.plan(after(5), []string{"a"})
	launches := 0
	p.Groups[0].Pair = alternate.Launches(func(ctx context.Context, side alternate.Side, layout int, names []string) (alternate.Launched, error) {
		if launches++; launches > 7 {
			return alternate.Launched{}, stop
		}
		return r.launch(ctx, side, layout, names)
	})
	all, err = alternate.Run(t.Context(), p)
	if !errors.Is(err, stop) || len(all[0].Pairs) != 3 {
		t.Errorf("%d pairs, %v, want 3 and the error", len(all[0].Pairs), err)
	}
}
