package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/interval"
)

// Meeting is a launch of one layout of the base beside one of a layout of the
// head.
type Meeting struct {
	Base, Head int     // numbers of the layouts
	Log        float64 // of the head's time over the base's
}

// Layouts is what each layout of two sides adds to the logarithm of the time, up
// to what all have in common, which makes those of the base 0 together. One that
// no meeting is of is NaN.
//
// The logarithms of times are taken as head[j] - base[i] plus noise, which is
// fitted by going back and forth between both sides (Gauss and Seidel) with means
// of which the outer quarters are left out, so that a launch which was disturbed
// moves little. If both sides are the same code, the values are those of layouts
// that were drawn from one distribution: what a test of two samples asks for,
// with as many values as there are layouts, however many launches there were.
func Layouts(meetings []Meeting, number int) (base, head []float64) {
	base, head = make([]float64, number), make([]float64, number)
	for range 30 {
		for j := range head {
			head[j] = trimmed(meetings, func(m Meeting) (float64, bool) { return m.Log + base[m.Base], m.Head == j })
		}
		for i := range base {
			base[i] = trimmed(meetings, func(m Meeting) (float64, bool) { return head[m.Head] - m.Log, m.Base == i })
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
