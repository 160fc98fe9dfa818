package interval_test

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/interval"
)

// Six launches measured copy and view; each pair shares its launch's weather.
func Example() {
	copied := []float64{104, 99, 150, 101, 240, 98}
	viewed := []float64{52, 50, 74, 50, 121, 49}
	e, err := interval.Ratio(copied, viewed, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f× (%.2f to %.2f at %.1f %%, n = %d)\n", e.Center, e.Lo, e.Hi, 100*e.Confidence, e.N)
	// Output: 2.00× (1.98 to 2.03 at 96.9 %, n = 6)
}
