package runner_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// visits are those of every size for every value of the axis object.
func visits(objects []string, sizes ...bench.Bytes) (all []launch.Visit) {
	for _, object := range objects {
		for _, size := range sizes {
			c := bench.Case{Size: size, Passes: 1}
			if object != "" {
				c.Axes = []bench.Axis{{Key: "object", Value: object}}
			}
			all = append(all, launch.Visit{Case: c})
		}
	}
	return all
}

func sizes(n int) (all []bench.Bytes) {
	for i := range n {
		all = append(all, bench.Bytes(64+i))
	}
	return all
}

func TestLaunches(t *testing.T) {
	none := []string{""}
	for _, test := range []struct {
		name   string
		visits []launch.Visit
		apart  string
		want   map[int]int // how many launches there are of each length
	}{
		{name: "nothing", want: map[int]int{}},
		{name: "small together", visits: visits(none, sizes(8)...), want: map[int]int{8: 1}},
		{name: "eight at most", visits: visits(none, sizes(20)...), want: map[int]int{8: 2, 4: 1}},
		{name: "large alone", visits: visits(none, 64, 16*bench.MiB, 16*bench.MiB-1, 64*bench.MiB), want: map[int]int{1: 2, 2: 1}},
		{name: "apart", visits: visits([]string{"a", "b", "c"}, sizes(3)...), apart: "object", want: map[int]int{3: 3}},
		{name: "apart and eight", visits: visits([]string{"a", "b"}, sizes(9)...), apart: "object", want: map[int]int{8: 2, 1: 2}},
		{name: "another axis", visits: visits([]string{"a", "b"}, sizes(3)...), apart: "state", want: map[int]int{6: 1}},
	} {
		for seed := range uint64(50) {
			got := map[int]int{}
			seen := map[string]int{}
			for _, together := range runner.Launches(test.visits, test.apart, seeded(seed)) {
				got[len(together)]++
				for _, v := range together {
					seen[v.Case.String()]++
					if v.Case.Size >= 16*bench.MiB && len(together) > 1 {
						t.Errorf("%s: %s shares a launch of %d", test.name, v.Case, len(together))
					}
					if v.Case.Get(test.apart) != together[0].Case.Get(test.apart) {
						t.Errorf("%s: %s and %s share a launch", test.name, v.Case, together[0].Case)
					}
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%s: launches by length are %v, want %v", test.name, got, test.want)
			}
			for _, v := range test.visits {
				if seen[v.Case.String()] != 1 {
					t.Errorf("%s: %s is visited %d times, want once", test.name, v.Case, seen[v.Case.String()])
				}
			}
		}
	}
}

func TestLaunchesOrder(t *testing.T) {
	all := visits([]string{""}, sizes(20)...)
	orders := map[string]bool{}
	for seed := range uint64(20) {
		first := fmt.Sprint(runner.Launches(all, "", seeded(seed)))
		if again := fmt.Sprint(runner.Launches(all, "", seeded(seed))); again != first {
			t.Errorf("launches with seed %d are %s, and then %s", seed, first, again)
		}
		orders[first] = true
	}
	if len(orders) != 20 {
		t.Errorf("20 seeds give %d orders, want 20", len(orders))
	}
	if got, want := fmt.Sprint(all), fmt.Sprint(visits([]string{""}, sizes(20)...)); got != want {
		t.Errorf("launches left the visits as %s, want %s", got, want)
	}
}

func TestFixed(t *testing.T) {
	for _, test := range []struct {
		launches, launched int
		want               bool
	}{{2, 0, false}, {2, 1, false}, {2, 2, true}, {2, 3, true}} {
		if got := runner.Fixed(test.launches)(runner.Progress{Launches: test.launched}); got != test.want {
			t.Errorf("Fixed(%d) of %d launches = %v, want %v", test.launches, test.launched, got, test.want)
		}
	}
}

// TestEstimate: more launches and larger arrays take longer.
func TestEstimate(t *testing.T) {
	of := func(n int, sizes ...bench.Bytes) time.Duration {
		var cases []bench.Case
		for _, size := range sizes {
			cases = append(cases, bench.Case{Size: size, Passes: 1})
		}
		return runner.Estimate(runner.Plan{Tasks: []runner.Task{fake("A", "", cases...)}}, n, 0)
	}
	one := of(1, 64)
	for name, more := range map[string]time.Duration{
		"two launches": of(2, 64), "two cases": of(1, 64, 64), "64 MiB": of(1, 64*bench.MiB),
	} {
		if one <= 0 || more <= one {
			t.Errorf("Estimate of %s = %s, want more than %s", name, more, one)
		}
	}
}
