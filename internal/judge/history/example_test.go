package history_test

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/history"
)

func Example() {
	s := history.Series{Name: "Read", Unit: "ns/op", Better: -1}
	for _, v := range []float64{101, 99, 100, 98, 102, 100, 99, 101, 131, 130, 128, 132, 129, 131} {
		s.Points = append(s.Points, history.Point{Values: []float64{v}})
	}
	for _, c := range history.Changes(s, history.Options{}) {
		fmt.Printf("from point %d on %.0f instead of %.0f: %.2f times (%.2f to %.2f)\n", c.At, c.After, c.Before, c.Ratio, c.RatioLow, c.RatioHigh)
	}
	// Output: from point 8 on 130 instead of 100: 1.30 times (1.28 to 1.32)
}
