package report

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

func TestFactor(t *testing.T) {
	for _, test := range []struct {
		x    float64
		want string
	}{
		{0, "0.00×"},
		{0.52, "0.52×"},
		{1, "1.00×"},
		{9.994, "9.99×"},
		{9.996, "10.0×"},
		{12.34, "12.3×"},
		{99.94, "99.9×"},
		{99.96, "100×"},
		{41000, "41000×"},
		{math.Inf(1), "+Inf×"},
	} {
		if got := Factor(test.x); got != test.want {
			t.Errorf("Factor(%v) = %q, want %q", test.x, got, test.want)
		}
	}
}

func TestFaster(t *testing.T) {
	for _, test := range []struct {
		of   interval.Estimate
		want string
	}{
		{interval.Estimate{Center: 12.34, Lo: 11.9, Hi: 12.8}, "12.3× [11.9,12.8] faster"},
		{interval.Estimate{Center: 0.07, Lo: 0.05, Hi: 0.08}, "14.3× [12.5,20.0] slower"},
		{interval.Estimate{Center: 1, Lo: 0.5, Hi: 2}, "1.00× [0.50,2.00] faster"},
	} {
		if got := faster(test.of); got != test.want {
			t.Errorf("faster(%v) = %q, want %q", test.of, got, test.want)
		}
	}
}
