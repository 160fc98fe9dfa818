package compare

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// sample is what a cell is judged by.
type sample struct {
	*cell
	sorted []float64
	logs   []float64 // of the sorted values; nil unless all are positive
	excess float64   // by how much the variance of its mean exceeds that of independent values; 1 is not at all
}

func newSample(c *cell) sample {
	s := sample{cell: c, sorted: slices.Clone(c.values), excess: 1}
	slices.Sort(s.sorted)
	if s.sorted[0] > 0 {
		s.logs = make([]float64, len(s.sorted))
		for i, x := range s.sorted {
			s.logs[i] = math.Log(x)
		}
	}
	return s
}

// constant reports whether all values are one.
func (s sample) constant() bool { return s.sorted[0] == s.sorted[len(s.sorted)-1] }

// strict is the level of warnings about a sample. It is low, as a table has hundreds of
// samples.
const strict = 0.001

// doubt warns of values that are not independent, and sets the excess of their variance.
// If neighbours correlate by r, n values tell as much as n(1-r)/(1+r) independent ones
// (Bayley and Hammersley, 1946).
func (s *sample) doubt() (w Warning, doubtful bool) {
	r, p := interval.Autocorrelation(s.values)
	trend := interval.Trend(s.values)
	if trend > strict && p > strict {
		return w, false
	}
	r = max(0, min(r, 0.9))
	s.excess = (1 + r) / (1 - r)
	if trend <= strict {
		return Warning{Kind: Drifting}, true
	}
	return Warning{Kind: Neighbors, R: r}, true
}

// pairedWith reports whether two samples are of the same launches, one by one.
func (s sample) pairedWith(base sample) bool {
	return s.of(base) && len(base.values) == len(s.values) && base.logs != nil && s.logs != nil
}

// of reports whether the launches of two samples were made as pairs.
func (s sample) of(base sample) bool { return base.paired != 0 && base.paired == s.paired }

// launches is the ratio of a sample to its base, launch by launch, and the
// p-value of that ratio being the bound.
func (s sample) launches(base sample, bound float64) (ratio interval.Estimate, p float64) {
	logs, beyond := make([]float64, len(s.values)), make([]float64, len(s.values))
	for i := range logs {
		logs[i] = math.Log(s.values[i] / base.values[i])
		beyond[i] = logs[i] - math.Log(bound)
	}
	return verdict.Goal{}.JudgeBy(logs, s.design).Time, verdict.P(beyond, s.design)
}

// differs is the p-value of the rank-sum test of a sample against as many times
// its base as the bound says.
func (s sample) differs(base sample, bound float64) float64 {
	if bound == 1 { // also for values that are not positive
		return interval.RankSum(base.sorted, s.sorted)
	}
	moved := slices.Clone(s.logs)
	for i := range moved {
		moved[i] -= math.Log(bound)
	}
	return interval.RankSum(base.logs, moved)
}

// shift is the logarithm of the ratio of a sample to its base, of which nothing is
// known but their values; its N is 0 where some are not positive.
func (s sample) shift(base sample, confidence float64) interval.Estimate {
	if base.logs == nil || s.logs == nil {
		return interval.Estimate{}
	}
	return interval.Shift(base.logs, s.logs, confidence)
}

// smallDrift says how far apart samples are that no drift explains: so many times the
// spread of both together.
const smallDrift = 10

// widened returns an estimate and its p-value for values that follow on each other:
// such a sample tells as much as a smaller one. The p-value stays if the difference
// is far larger than all that the samples moved while they were measured.
func (s sample) widened(base sample, e interval.Estimate, p float64) (interval.Estimate, float64) {
	wide := math.Sqrt(max(base.excess, s.excess))
	if wide <= 1 {
		return e, p
	}
	if e.N == 0 || math.Abs(e.Center) < smallDrift*(spread(base.logs)+spread(s.logs)) {
		p = math.Erfc(math.Erfcinv(p) / wide)
	}
	e.Lo, e.Hi = e.Center-wide*(e.Center-e.Lo), e.Center+wide*(e.Hi-e.Center)
	return e, p
}

// spread is the distance between the ends of sorted values.
func spread(sorted []float64) float64 { return sorted[len(sorted)-1] - sorted[0] }

// exponential turns an estimate of logarithms into one of ratios.
func exponential(e interval.Estimate) interval.Estimate {
	if e.N > 0 {
		e.Center, e.Lo, e.Hi = math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi)
	}
	return e
}

// Sample is the lines of one benchmark in one unit.
type Sample struct {
	Values []float64 // in the order in which they were measured
	Design result.Design
	Paired int // number of the pairing that all lines share (see result.Record); 0 is none
}

func (s Sample) sample() sample {
	return newSample(&cell{values: s.Values, design: s.Design, paired: s.Paired, bundles: 1})
}

// PlainRatio is [Ratio] with all values taken for independent: the interval is not
// widened if they follow on each other.
func PlainRatio(base, s Sample, confidence float64) interval.Estimate {
	a, b := base.sample(), s.sample()
	if a.logs != nil && b.logs != nil && b.pairedWith(a) {
		ratio, _ := b.launches(a, 1)
		return ratio
	}
	return exponential(b.shift(a, confidence))
}

// Ratio is how many times a base a sample is, as verdicts have it: launch by
// launch where they are paired, else by the shift between them. P is that of the
// ratio being the bound. The estimate's N is 0, and p 1, where a value is not
// positive.
func Ratio(base, s Sample, bound, confidence float64) (ratio interval.Estimate, p float64) {
	a, b := base.sample(), s.sample()
	for _, one := range []*sample{&a, &b} {
		if !one.constant() {
			one.doubt()
		}
	}
	switch {
	case a.logs == nil || b.logs == nil:
		return ratio, 1
	case b.pairedWith(a):
		return b.launches(a, bound)
	}
	logs, p := b.widened(a, b.shift(a, confidence), b.differs(a, bound))
	return exponential(logs), p
}
