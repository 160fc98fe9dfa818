package report

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// TestPercents: what is not all is not 100 %, what changed is not 0, and no figure needs an
// exponent.
func TestPercents(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{change(0.0025), "-99.75 %"},
		{change(1e-9), "-99.99 %"},
		{change(0), "-100 %"},
		{change(0.5), "-50 %"},
		{change(13.3), "+1230 %"},
		{change(1.023), "+2.3 %"},
		{signedPercent(0.0025), "-99.75%"},
		{signedPercent(1), "+0.00%"},
		{constantPercent(1.00001), "+0.001%"},
		{constantPercent(0.99999), "-0.001%"},
		{constantPercent(1.00000001), "+0.000001%"},
		{constantPercent(1.5), "+50%"},
		{percent(0.996), "99.6 %"},
		{percent(0.99999), "99.9 %"},
		{percent(1), "100 %"},
		{percent(0.5), "50 %"},
		{shareOfTime(interval.Estimate{Center: -3}, interval.Estimate{Center: 1000}), "0%"},
		{shareOfTime(interval.Estimate{Center: 500}, interval.Estimate{Center: 1000}), "50%"},
		{exactly(10001), "10001"},
		{exactly(0.25), "0.25"},
		{exactly(1234.5678), "1235"},
	} {
		if test.got != test.want {
			t.Errorf("it prints %s, want %s", test.got, test.want)
		}
	}
}
