package match

import (
	"math"
	"testing"
)

// TestProfiled: a profile of both sides takes about as long however much slower one of
// them is.
func TestProfiled(t *testing.T) {
	for _, tt := range []struct {
		base, head float64 // nanoseconds of an iteration
		want       int
	}{
		{1000, 1000, 2_000_000},
		{1000, 9000, 400_000},
		{9000, 1000, 400_000},
		{3e9, 3e9, 1},
		{0.001, 0.001, 1e9},
	} {
		for _, busy := range []float64{1, 3} { // times as long, in the runs
			b := Benchmark{timing: timing{nanos: min(tt.base, tt.head), runs: [2]run{{nanos: busy * tt.base}, {nanos: busy * tt.head}}}}
			if got := b.profiled(profiledNanos); math.Abs(float64(got-tt.want)) > 1 {
				t.Errorf("%v and %v ns: %d iterations, want %d", tt.base, tt.head, got, tt.want)
			}
		}
	}
	unknown := Benchmark{timing: timing{nanos: 1000}} // as if its time does not depend on b.N
	if got := unknown.profiled(profiledNanos); got != 2_000_000 {
		t.Errorf("without runs: %d iterations, want 2000000", got)
	}
}
