package ab

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// recorder launches nothing, and notes each launch.
type recorder struct {
	said []string
	now  time.Duration
	fail map[string]string // by launch, such as "head x": why it fails
}

func (r *recorder) launch(_ context.Context, side match.Side, layout int, names []string) (match.Reading, error) {
	r.said = append(r.said, fmt.Sprint(side, layout, names))
	r.now += time.Second
	got := match.Reading{Values: map[string][]result.Value{}, Failed: map[string]string{}}
	for _, name := range names {
		if why := r.fail[side.String()+" "+name]; why != "" {
			got.Failed[name] = why
			continue
		}
		got.Values[name] = []result.Value{{Unit: "ns/op", X: float64(1 + int(side))}}
	}
	return got, nil
}

func (r *recorder) plan(enough func(*series) bool, groups ...[]string) plan {
	p := plan{enough: enough, clock: func() time.Duration { return r.now }}
	for _, names := range groups {
		p.groups = append(p.groups, match.Group{Names: names, Pair: match.OneByOne(r.launch)})
	}
	return p
}

func after(n int) func(*series) bool {
	return func(s *series) bool { return len(s.pairs) >= n }
}

// TestMeasure: pairs are adjacent, in either order about equally often, and each
// benchmark has as many as its rule asks for.
func TestMeasure(t *testing.T) {
	r := &recorder{}
	all, err := measure(t.Context(), r.plan(func(s *series) bool {
		return len(s.pairs) >= map[string]int{"a": 400, "b": 100, "c": 7}[s.name]
	}, []string{"a", "b"}, []string{"c"}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{400, 100, 7} {
		if got := len(all[i].pairs); got != want {
			t.Errorf("%s: %d pairs, want %d", all[i].name, got, want)
		}
	}
	if all[2].spent != 14*time.Second || all[1].spent != 100*time.Second {
		t.Errorf("spent %v and %v, want 14 s alone and 100 s of 200 shared", all[2].spent, all[1].spent)
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
	logs := all[0].each("ns/op", func(a, b float64) float64 { return b - a })
	if len(logs) != 400 || logs[0] != 1 || all[0].each("B/op", func(a, b float64) float64 { return 0 }) != nil {
		t.Errorf("differences %v", logs[:1])
	}
}

// TestLayouts: in each turn every layout of a side is drawn once, and the sides'
// draws do not go together.
func TestLayouts(t *testing.T) {
	r := &recorder{}
	p := r.plan(after(400), []string{"a"})
	p.layouts = 4
	all, err := measure(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	met := map[[2]int]int{}
	for turn := range slices.Chunk(all[0].pairs, 4) {
		for side := range 2 {
			var drawn []int
			for _, p := range turn {
				drawn = append(drawn, p.layout[side])
			}
			slices.Sort(drawn)
			if !slices.Equal(drawn, []int{0, 1, 2, 3}) {
				t.Fatalf("a turn draws %v", drawn)
			}
		}
		for _, p := range turn {
			met[p.layout]++
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
	all, err := measure(t.Context(), r.plan(after(5), []string{"a", "b"}))
	if err != nil || len(all[0].pairs) != 5 || len(all[1].pairs) != 0 || all[1].failed != "in the head: it broke" {
		t.Errorf("%+v, %+v, %v", *all[0], *all[1], err)
	}
	stop := errors.New("stop")
	p := r.plan(after(5), []string{"a"})
	launches := 0
	p.groups[0].Pair = match.OneByOne(func(ctx context.Context, side match.Side, layout int, names []string) (match.Reading, error) {
		if launches++; launches > 7 {
			return match.Reading{}, stop
		}
		return r.launch(ctx, side, layout, names)
	})
	all, err = measure(t.Context(), p)
	if !errors.Is(err, stop) || len(all[0].pairs) != 3 {
		t.Errorf("%d pairs, %v, want 3 and the error", len(all[0].pairs), err)
	}
}
