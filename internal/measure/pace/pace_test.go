package pace

import (
	"testing"
	"time"
)

// TestMeasure counts by a clock of its own: each look at it is a batch later, so that every
// sample has one operation.
func TestMeasure(t *testing.T) {
	looks := 0
	samples := Measure(func() time.Duration {
		looks++
		return time.Duration(looks) * batch
	})
	got := map[string]int{}
	for _, s := range samples {
		got[s.Work]++
		if s.Operations != 1 || s.Nanos != float64(batch) {
			t.Errorf("%s: %d operations of %v ns, want 1 of %v", s.Work, s.Operations, s.Nanos, batch)
		}
	}
	if len(got) != len(works()) || len(got) < 6 {
		t.Errorf("samples of %d works, want of %d, and of 6 or more: fewer give no interval", len(got), len(works()))
	}
	for work, n := range got {
		if n != rounds {
			t.Errorf("%s has %d samples, want %d", work, n, rounds)
		}
	}
}

// TestWorks: every work does all of its operations, however many.
func TestWorks(t *testing.T) {
	for _, w := range works() {
		if w.run(1) == 0 && w.run(77) == 0 {
			t.Errorf("%s did nothing", w.name)
		}
	}
}
