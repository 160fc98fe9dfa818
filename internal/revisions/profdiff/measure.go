package profdiff

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Measure is one figure of both sides.
type Measure struct {
	Base, Head Amount
	Err        float64 // standard error of Diff from sampling; 0 where everything was counted
	// Chance says that sampling alone might make Diff where nothing differs.
	// Of all flat figures of a [Difference] together, and of all cumulative
	// ones, the probability that even one is not marked though only chance
	// made it is 5 % at most, or near it where a side ran far more often.
	Chance bool
}

// Amount is a figure of one side.
type Amount struct {
	PerOp   float64 // in the unit of the [Difference]
	Samples int64   // behind it; objects for memory
}

// Diff is how much more the head takes per operation.
func (m Measure) Diff() float64 { return m.Head.PerOp - m.Base.PerOp }

// alpha is the probability of calling something different that is not.
const alpha = 0.05

// least is the samples that can tell anything: even if five of five are of one
// side of two that ran as often, chance does that with a probability of 2/2⁵,
// which is above alpha.
const least = 6

// doubt is a measure and the probability that chance makes such a difference;
// NaN where there are too few samples to tell anything.
type doubt struct {
	of *Measure
	p  float64
}

// measured holds the tallies of both sides against each other. The probability
// is that of the normal distribution for a difference that is one sample
// smaller, which comes close to the exact one of two Poisson counts. The
// variance is the one of both sides together, since by itself a side without
// samples would have none.
func (m *Measure) measured(base, head tally, ops [2]float64) doubt {
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

// settle marks what chance might make of a family of measures. Those that
// could not be called different anyhow are no part of it, else a profile's many
// functions with a sample or two would hide the others.
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
