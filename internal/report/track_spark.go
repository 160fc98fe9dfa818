package report

import (
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/track/trend"
)

// sparks are the heights of a sparkline.
var sparks = []rune("▁▂▃▄▅▆▇█")

// sparkline draws a series in so many columns: the median of each column, between the
// least and the greatest of all. A column without a value is a gap.
func sparkline(s trend.Series, commits, columns int) string {
	columns = min(columns, max(commits, 1))
	in := make([][]float64, columns)
	for _, p := range s.Points {
		at := p.At * columns / max(commits, 1)
		in[at] = append(in[at], Center(p.Values))
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	level := make([]float64, columns)
	for i, values := range in {
		level[i] = math.NaN()
		if len(values) > 0 {
			level[i] = Center(values)
			lo, hi = min(lo, level[i]), max(hi, level[i])
		}
	}
	var out strings.Builder
	for _, x := range level {
		switch {
		case math.IsNaN(x):
			out.WriteByte(' ')
		case hi <= lo:
			out.WriteRune(sparks[len(sparks)/2])
		default:
			out.WriteRune(sparks[int(math.Round((x-lo)/(hi-lo)*float64(len(sparks)-1)))])
		}
	}
	return out.String()
}

// Center is the median of values.
func Center(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	n := len(s)
	if n == 0 {
		return math.NaN()
	}
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}
