package page

import (
	"math"

	"github.com/bufbench/bufbench/internal/report"
)

// measure is a way to compare the view with the copy on a strip.
type measure struct {
	title string
	even  float64 // both take the same time
	words func(float64) string
	of    func(*report.ArmJSON) *report.EstimateJSON // positive or above even: the view is faster
	axis  func(values []float64) placer
}

// placer is an axis: the places of values, and those that get a tick.
type placer interface {
	at(v float64) float64
	marks() []float64
}

// factors say how many times faster the view is.
var factors = measure{
	title: "how many times faster the view is than the copy, in every scenario", even: 1, words: report.Factor,
	of: func(a *report.ArmJSON) *report.EstimateJSON { return a.Factor },
	axis: func(values []float64) placer {
		return doubling{around(append(values, 0.5, 2), stripLeft, stripWidth-stripRight)}
	},
}

// differences say how much longer an operation of the copy takes.
var differences = measure{
	title: "how much longer an operation of the copy takes than one of the view, in every scenario", words: signed,
	of: func(a *report.ArmJSON) *report.EstimateJSON { return minus(a.Longer) },
	axis: func(values []float64) placer {
		s := bothWays{most: 10, from: stripLeft, to: stripWidth - stripRight}
		for _, v := range values {
			s.most = max(s.most, math.Abs(v))
		}
		return s
	},
}

// doubling is a scale with ticks at powers of 2.
type doubling struct{ scale }

func (d doubling) marks() []float64 { return d.ticks(2, 14) }

// bothWays is a scale of values of both signs. Beyond 1 on either side it is logarithmic,
// and between it is nearly straight.
type bothWays struct{ most, from, to float64 }

func (b bothWays) at(v float64) float64 {
	v = min(max(v, -b.most), b.most)
	half := (b.to - b.from) / 2
	return b.from + half + math.Copysign(half*math.Log1p(math.Abs(v))/math.Log1p(b.most), v)
}

// marks are 0 and every second power of 10 of both signs.
func (b bothWays) marks() []float64 {
	all := []float64{0}
	for v := 10.; v <= b.most; v *= 100 {
		all = append(all, v, -v)
	}
	return all
}

// minus is the same estimate of the opposite.
func minus(e *report.EstimateJSON) *report.EstimateJSON {
	if e == nil {
		return nil
	}
	out := *e
	out.Center, out.Lo, out.Hi = -e.Center, opposite(e.Hi), opposite(e.Lo)
	return &out
}

func opposite(x *float64) *float64 {
	if x == nil {
		return nil
	}
	y := -*x
	return &y
}

// signed is a time with its sign.
func signed(ns float64) string {
	if ns > 0 {
		return "+" + report.Duration(ns)
	}
	return report.Duration(ns)
}
