package breakeven

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

func TestDisagree(t *testing.T) {
	about := func(center, below, above float64) interval.Estimate {
		return interval.Estimate{Center: center, Lo: center - below, Hi: center + above}
	}
	tests := []struct {
		name string
		a, b interval.Estimate
		want bool
	}{
		{name: "equal", a: about(40, 1, 1), b: about(40, 1, 1), want: false},
		{name: "intervals overlap", a: about(40, 3, 3), b: about(44, 3, 3), want: false},
		{name: "intervals overlap, together too far", a: about(40, 3, 3), b: about(45, 3, 3), want: true},
		{name: "the far sides do not count", a: about(40, 99, 3), b: about(45, 3, 99), want: true},
		{name: "the near sides do", a: about(40, 3, 5), b: about(45, 1, 3), want: false},
		{name: "no interval", a: about(40, math.Inf(1), math.Inf(1)), b: about(4000, 1, 1), want: false},
		{name: "nothing", a: about(math.NaN(), 1, 1), b: about(1, 1, 1), want: false},
	}
	for _, tt := range tests {
		if got := Disagree(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: Disagree(%v, %v) = %v, want %v", tt.name, tt.a, tt.b, got, tt.want)
		}
		if got := Disagree(tt.b, tt.a); got != tt.want {
			t.Errorf("%s: Disagree(%v, %v) = %v, want %v", tt.name, tt.b, tt.a, got, tt.want)
		}
	}
}
