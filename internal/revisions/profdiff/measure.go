package profdiff

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Measure is a figure of both sides.
type Measure struct {
	Base, Head Amount
	Err        float64 // standard error of Diff from sampling; 0 if everything was counted
	// Chance means that sampling alone may have made Diff. In all flat figures of a
	// [Difference] together, a false difference stays unmarked with a probability of
	// 5 % at most. The same holds for all cumulative figures. The probability is only
	// near 5 % if one side ran far more often.
	Chance bool
}

// Amount is a figure of one side.
type Amount struct {
	PerOp   float64 // in the unit of the [Difference]
	Samples int64   // of this figure; objects for memory
}

// Diff returns the cost of the head beyond that of the base, per operation.
func (m Measure) Diff() float64 { return m.Head.PerOp - m.Base.PerOp }

// alpha is the probability of a false difference.
const alpha = 0.05

// least is the fewest samples that can tell anything. With five samples, all of them may
// be of one side by chance, with a probability of 2/2⁵ if both ran equally often. That
// is above alpha.
const least = 6

// doubt is a measure with the probability that chance makes its difference. The
// probability is NaN if the samples are too few.
type doubt struct {
	of *Measure
	p  float64
}

// fill compares the tallies of both sides. Its probability comes from the normal
// distribution, for a difference smaller by one sample. That is close to the exact
// probability for two Poisson counts. The variance is that of both sides together,
// because a side without samples has none of its own.
func (m *Measure) fill(base, head tally, ops [2]float64) doubt {
	m.Base = Amount{base.sum / ops[0], int64(math.Round(base.samples))}
	m.Head = Amount{head.sum / ops[1], int64(math.Round(head.samples))}
	m.Err = math.Sqrt((base.square + head.square) / (ops[0] + ops[1]) * (1/ops[0] + 1/ops[1]))
	switch {
	case m.Err == 0:
		return doubt{m, 0}
	case base.samples+head.samples < least-0.5:
		return doubt{m, math.NaN()}
	}
	step := max(base.step, head.step) / min(ops[0], ops[1])
	z := max(0, math.Abs(m.Diff())-step) / m.Err
	return doubt{m, math.Erfc(z / math.Sqrt2)}
}

// settle marks the measures of a family that chance may explain. Measures with too few
// samples are no part of the family. Otherwise the many functions with a sample or two
// would hide all others.
func settle(family []doubt) {
	var p []float64
	for _, d := range family {
		if !math.IsNaN(d.p) {
			p = append(p, d.p)
		}
	}
	p = interval.Holm(p)
	for _, d := range family {
		d.of.Chance = true
		if !math.IsNaN(d.p) {
			d.of.Chance = p[0] > alpha
			p = p[1:]
		}
	}
}
