package track

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// TestMiddle: each commit is found in at most ⌈log₂ n⌉ comparisons, and commits that do not
// build are passed over.
func TestMiddle(t *testing.T) {
	for n := 1; n <= 70; n++ {
		for culprit := 1; culprit <= n; culprit++ {
			low, high, steps := 0, n, 0
			for mid := middle(low, high, nil); mid >= 0; mid = middle(low, high, nil) {
				steps++
				if mid >= culprit {
					high = mid
				} else {
					low = mid
				}
			}
			if most := bits.Len(uint(n - 1)); high != culprit || steps > most {
				t.Fatalf("of %d commits: %d after %d steps, want %d after %d at most", n, high, steps, culprit, most)
			}
		}
	}
	if got := middle(0, 4, map[int]bool{2: true}); got != 1 {
		t.Errorf("beside a broken commit: %d, want 1", got)
	}
	if got := middle(0, 3, map[int]bool{1: true, 2: true}); got != -1 {
		t.Errorf("of broken commits: %d, want none", got)
	}
}

// TestUnsure: an undecided step whose interval holds half of the change tells nothing.
func TestUnsure(t *testing.T) {
	for _, test := range []struct {
		word   verdict.Word
		lo, hi float64
		total  float64
		want   bool
	}{
		{verdict.Undecided, 0.98, 1.35, 1.2, true},
		{verdict.Undecided, 0.98, 1.04, 1.2, false},
		{verdict.Undecided, 0.7, 1.01, 0.8, true},
		{verdict.Undecided, 0.95, 1.01, 0.8, false},
		{verdict.Worse, 1.01, 1.35, 1.2, false},
		{verdict.Same, 0.99, 1.01, 1.2, false},
	} {
		s := Step{Word: test.word, Ratio: interval.Estimate{Center: math.Sqrt(test.lo * test.hi), Lo: test.lo, Hi: test.hi}}
		if got := s.unsure(test.total); got != test.want {
			t.Errorf("%s [%v, %v] of %v: unsure %v, want %v", test.word, test.lo, test.hi, test.total, got, test.want)
		}
	}
}

func TestEvery(t *testing.T) {
	var all []trend.Seen
	for i := range 7 {
		all = append(all, trend.Seen{ID: fmt.Sprint(i)})
	}
	for n, want := range map[int]string{0: "0123456", 1: "0123456", 3: "036", 9: "6"} {
		got := ""
		for _, s := range every(all, n) {
			got += s.ID
		}
		if got != want {
			t.Errorf("every %d: %s, want %s", n, got, want)
		}
	}
}
