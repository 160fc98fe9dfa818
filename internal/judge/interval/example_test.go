package interval_test

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Six launches measured how many times longer copy takes than view: each pair
// shares its launch's weather, so it is the ratios that are estimated.
func Example() {
	copied := []float64{104, 99, 150, 101, 240, 98}
	viewed := []float64{52, 50, 74, 50, 121, 49}
	var logs []float64
	for i := range copied {
		logs = append(logs, math.Log(copied[i]/viewed[i]))
	}
	e := interval.Median(logs, 0.95)
	fmt.Printf("%.2f× (%.2f to %.2f at %.1f %%, n = %d)\n", math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi), 100*e.Confidence, e.N)
	// Output: 2.00× (1.98 to 2.03 at 96.9 %, n = 6)
}

// Launches come one by one, and the interval is looked at after each: 2 % is
// told from nothing as soon as there are ten.
func ExampleSequence() {
	logRatios := []float64{
		0.021, 0.018, 0.024, 0.019, 0.016, 0.022, 0.020, 0.031, 0.017, 0.019, 0.023, 0.020,
	}
	for n := range logRatios {
		e := interval.Sequence(logRatios[:n+1], 0.05)
		if e.Lo > 0 || e.Hi < 0 {
			fmt.Printf("%+.1f %% (%+.1f to %+.1f), n = %d, evidence %.0f\n",
				100*e.Center, 100*e.Lo, 100*e.Hi, e.N, interval.Evidence(logRatios[:n+1], 0))
			break
		}
	}
	// Output: +2.0 % (+1.5 to +3.2), n = 10, evidence 26
}

// Two programs were measured in launches of their own, which share no weather:
// their times have no pairs, and the ratio is that of two samples.
func ExampleShift() {
	var before, after []float64
	for _, ns := range []float64{104, 99, 101, 108, 98, 103} {
		before = append(before, math.Log(ns))
	}
	for _, ns := range []float64{92, 97, 90, 91, 100, 89, 94} {
		after = append(after, math.Log(ns))
	}
	e := interval.Shift(before, after, 0.95)
	fmt.Printf("%.3f× (%.3f to %.3f at %.1f %%), p = %.4f\n", math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi), 100*e.Confidence, interval.RankSum(before, after))
	detectable := interval.Detects(e, len(before)+len(after), 1-e.Confidence, 0.9)
	fmt.Printf("%.1f %% would have been found nine times in ten\n", 100*(math.Exp(detectable)-1))
	// Output:
	// 0.910× (0.865 to 0.962 at 96.5 %), p = 0.0047
	// 10.1 % would have been found nine times in ten
}
