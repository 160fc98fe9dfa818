package verdict

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// Ceiling is what the machine can do at one size, in bytes per second, over the launches
// of all scenarios that have that size. It is that of one goroutine.
type Ceiling struct {
	Size               bench.Bytes
	Read, Copy, Stream interval.Estimate // N is 0 where this build has none
}

// Ceilings gathers the ceilings of lines by size, smallest first.
func Ceilings(lines []result.Line) []Ceiling {
	rates := map[bench.Bytes]map[string][]float64{}
	for _, l := range lines {
		if x, ok := l.Get("B/s"); ok && reference.Is(l.Arm) && l.Case.Get(bench.Goroutines) == "" {
			if rates[l.Case.Size] == nil {
				rates[l.Case.Size] = map[string][]float64{}
			}
			rates[l.Case.Size][l.Arm] = append(rates[l.Case.Size][l.Arm], x)
		}
	}
	var ceilings []Ceiling
	for size, byRole := range rates {
		ceilings = append(ceilings, Ceiling{
			Size: size,
			Read: rateOf(byRole[reference.CeilingRead]), Copy: rateOf(byRole[reference.CeilingCopy]),
			Stream: rateOf(byRole[reference.CeilingStream]),
		})
	}
	slices.SortFunc(ceilings, func(a, b Ceiling) int { return cmp.Compare(a.Size, b.Size) })
	return ceilings
}

// rateOf is the median rate; nothing was measured where there is no value.
func rateOf(x []float64) interval.Estimate {
	if len(x) == 0 {
		return interval.Estimate{}
	}
	return interval.Median(x, confidence)
}
