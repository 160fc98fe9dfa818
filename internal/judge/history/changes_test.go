package history_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// one is a series with one value per point.
func one(values ...float64) history.Series {
	var s history.Series
	for _, v := range values {
		s.Points = append(s.Points, history.Point{Values: []float64{v}})
	}
	return s
}

func TestStep(t *testing.T) {
	s := one(100, 101, 99, 100, 100.5, 99.5, 101, 100, 110, 111, 109, 110, 110.5, 109.5, 111, 110)
	got := history.Changes(s, history.Options{})
	if len(got) != 1 || got[0].At != 8 {
		t.Errorf("Changes(a step at 8) = %+v, want one change at 8", got)
	}
}
