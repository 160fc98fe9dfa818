package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Meeting is a launch of one layout of the base beside one of a layout of the
// head.
type Meeting struct {
	Layout [2]int     // which layout the base had, and which the head
	Value  [2]float64 // of both, in one unit
}

// log is that of the head's value over the base's.
func (m Meeting) log() float64 { return math.Log(m.Value[1] / m.Value[0]) }

// Layouts returns the value of each of a number of layouts, for both sides. If all
// values are positive, it is estimated from the ratios of launches that met. Otherwise
// it is the median over the layout's own launches. A layout without a meeting is NaN.
func Layouts(meetings []Meeting, number int) (values [2][]float64) {
	var level []float64
	for _, m := range meetings {
		if !(m.Value[0] > 0 && m.Value[1] > 0) {
			return medians(meetings, number)
		}
		level = append(level, math.Log(m.Value[0]))
	}
	values[0], values[1] = layoutLogs(meetings, number)
	middle := interval.TrimmedMean(level, 0.5)
	for side := range values {
		for k := range values[side] {
			values[side][k] = math.Exp(values[side][k] + middle)
		}
	}
	return values
}

// medians are those of each layout's own launches.
func medians(meetings []Meeting, number int) (values [2][]float64) {
	for side := range values {
		for k := range number {
			var own []float64
			for _, m := range meetings {
				if m.Layout[side] == k {
					own = append(own, m.Value[side])
				}
			}
			values[side] = append(values[side], interval.TrimmedMean(own, 0.5))
		}
	}
	return values
}

// Spread is the standard deviation of values as a share of their mean.
func Spread(x []float64) float64 {
	mean, sum := interval.TrimmedMean(x, 0), 0.
	for _, v := range x {
		sum += (v - mean) * (v - mean)
	}
	return math.Sqrt(sum/float64(len(x)-1)) / math.Abs(mean)
}

// layoutLogs returns what each layout of two sides adds to the logarithm of the time.
// The level common to all is left out, so that the layouts of the base add up to 0. A
// layout without a meeting is NaN.
//
// The logarithm of a ratio is taken as head[j] - base[i] plus noise. Both sides are
// fitted in turn (Gauss and Seidel) by means without their outer quarters, so that a
// disturbed launch moves little. If both sides are the same code, the values of all
// layouts come from one distribution. That is what a test of two samples assumes, with
// one value per layout, whatever the number of launches.
func layoutLogs(meetings []Meeting, number int) (base, head []float64) {
	base, head = make([]float64, number), make([]float64, number)
	for range 30 {
		for j := range head {
			head[j] = trimmed(meetings, func(m Meeting) (float64, bool) { return m.log() + base[m.Layout[0]], m.Layout[1] == j })
		}
		for i := range base {
			base[i] = trimmed(meetings, func(m Meeting) (float64, bool) { return head[m.Layout[1]] - m.log(), m.Layout[0] == i })
		}
		center(base)
	}
	return base, head
}

// trimmed is the trimmed mean of what is taken of meetings; NaN of none.
func trimmed(meetings []Meeting, take func(Meeting) (float64, bool)) float64 {
	var x []float64
	for _, m := range meetings {
		if v, ok := take(m); ok && !math.IsNaN(v) {
			x = append(x, v)
		}
	}
	return interval.TrimmedMean(x, 0.25)
}

// center makes the mean of what is known 0.
func center(x []float64) {
	sum, n := 0., 0.
	for _, v := range x {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	for i := range x {
		x[i] -= sum / n
	}
}
