package interval_test

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/interval"
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
