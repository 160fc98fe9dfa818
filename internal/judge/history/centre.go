package history

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// trim is the share of replicates that is left out at each end of a point: one bad
// launch of four must not move it.
const trim = 0.25

// centre is one point, its replicates reduced to their centre.
type centre struct {
	index    int // of the point
	value    float64
	variance float64 // of one replicate; 0 if there is one only
	count    int     // of replicates

	least, most float64 // of the replicates
}

// centreOf reduces a point. It reports false for a gap.
func centreOf(index int, p Point) (centre, bool) {
	finite := make([]float64, 0, len(p.Values))
	for _, v := range p.Values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			finite = append(finite, v)
		}
	}
	if len(finite) == 0 {
		return centre{}, false
	}
	c := centre{index: index, count: len(finite), value: finite[0], least: finite[0], most: finite[0]}
	if len(finite) > 1 {
		c.value = interval.TrimmedMean(finite, trim)
		if math.IsInf(c.value, 0) {
			c.value = interval.TrimmedMean(finite, 0.5) // their sum is too large
		}
		c.least, c.most = slices.Min(finite), slices.Max(finite)
		for _, v := range finite {
			c.variance += (v - c.value) * (v - c.value) / float64(len(finite)-1)
		}
	}
	return c, true
}

// weights says how much each centre counts: the fewer its replicates, the less. noise is
// the variance from point to point, of which the replicates explain a part. The average
// weight is about 1.
func weights(all []centre, noise float64) []float64 {
	w := make([]float64, len(all))
	var within []float64
	same := true
	for i, c := range all {
		w[i] = 1
		same = same && c.count == all[0].count
		if c.count > 1 {
			within = append(within, c.variance)
		}
	}
	if same || len(within) == 0 || noise == 0 {
		return w
	}
	one, mean := median(within), 0.
	for _, c := range all {
		mean += one / float64(c.count) / float64(len(all))
	}
	between := max(0, noise-mean)
	for i, c := range all {
		if v := (between + mean) / (between + one/float64(c.count)); v > 0 && !math.IsInf(v, 0) {
			w[i] = v
		}
	}
	return w
}
