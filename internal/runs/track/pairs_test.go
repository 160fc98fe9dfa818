package track

import (
	"fmt"
	"math/bits"
	"testing"

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
