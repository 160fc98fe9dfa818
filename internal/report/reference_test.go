package report

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// TestCostCell: a difference and its interval are in one unit, whatever the unit and the sign.
func TestCostCell(t *testing.T) {
	for want, e := range map[string]interval.Estimate{
		"81.7µs [80.4,83.0]":    {Center: 81700, Lo: 80400, Hi: 83000, N: 8},
		"-5.00ns [-6.00,-4.00]": {Center: -5, Lo: -6, Hi: -4, N: 8},
		"-3.00ms [-4.00,-2.00]": {Center: -3e6, Lo: -4e6, Hi: -2e6, N: 8},
		"2.50s [2.40,2.60]":     {Center: 2.5e9, Lo: 2.4e9, Hi: 2.6e9, N: 8},
		"3.00ms [-,-]":          {Center: 3e6, Lo: math.Inf(-1), Hi: math.Inf(1), N: 2},
		"–":                     {},
	} {
		if got := costCell(e); got != want {
			t.Errorf("costCell(%+v) = %s, want %s", e, got, want)
		}
	}
}
