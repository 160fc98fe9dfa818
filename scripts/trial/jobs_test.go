package main

import (
	"fmt"
	"math"
	"regexp"
	"testing"

	"github.com/bufbench/bufbench/scripts/trial/works"
)

// group is what is counted together: comparisons of a class and an effect.
type group struct {
	class string
	parts int
}

func TestJobs(t *testing.T) {
	for _, test := range []struct {
		class               string
		same, planted, peer int
		ofSame, ofPlanted   int // those that the peer makes too
	}{
		{"", 100, 40, 40, 40, 16},
		{"", 9, 5, 40, 3, 2},
		{"^cache$", 10, 0, 15, 1, 0},
		{"^memory$", 0, 7, 100, 0, 7},
		{"", 3, 3, 0, 0, 0},
		{"nothing", 100, 100, 100, 0, 0},
	} {
		j := trial{class: regexp.MustCompile(test.class), same: test.same, planted: test.planted, peer: test.peer}.jobs()
		name := fmt.Sprintf("class %q, %d same and %d planted", test.class, test.same, test.planted)
		total, peers := map[group]int{}, map[group]int{}
		works := map[group]map[string]int{}
		for _, one := range j {
			g := group{one.work.Class, one.parts}
			total[g]++
			if one.peer {
				peers[g]++
			}
			if works[g] == nil {
				works[g] = map[string]int{}
			}
			works[g][one.work.Name]++
		}
		want := 0
		for g, n := range classes(test.class) {
			comparisons, both := test.planted, test.ofPlanted
			if g.parts == 0 {
				comparisons, both = test.same, test.ofSame
			}
			want += comparisons
			if total[g] != comparisons || peers[g] != both {
				t.Errorf("%s: %d comparisons of %+v, %d of them by the peer too, want %d and %d", name, total[g], g, peers[g], comparisons, both)
			}
			least, most := comparisons, 0
			for _, n := range works[g] {
				least, most = min(least, n), max(most, n)
			}
			if most-least > 1 || len(works[g]) != min(n, comparisons) {
				t.Errorf("%s: works of %+v are tried %v times, want all in turn", name, g, works[g])
			}
		}
		if len(j) != want {
			t.Errorf("%s: %d comparisons, want %d", name, len(j), want)
		}
	}
}

// classes are how many works there are in each group.
func classes(match string) map[group]int {
	found := map[group]int{}
	for _, w := range works.All() {
		if regexp.MustCompile(match).MatchString(w.Class) {
			for _, parts := range append([]int{0}, w.Plants...) {
				found[group{w.Class, parts}]++
			}
		}
	}
	return found
}

// Comparisons are in random order, so that no class has its own hour.
func TestJobsAreShuffled(t *testing.T) {
	tr := trial{class: regexp.MustCompile(""), same: 10, planted: 10}
	order := func() string {
		var names string
		for _, j := range tr.jobs() {
			names += fmt.Sprintf("%s/%d ", j.work.Name, j.parts)
		}
		return names
	}
	if one, other := order(), order(); one == other {
		t.Errorf("two trials take %s both", one)
	}
}

func TestMargin(t *testing.T) {
	for parts, want := range map[int]float64{0: 0.01, 50: 0.01, 100: 0.01, 333: 0.01 / 9.99} {
		if got := margin(parts); math.Abs(got-want) > 1e-12 {
			t.Errorf("margin(%d) = %v, want %v", parts, got, want)
		}
	}
}
