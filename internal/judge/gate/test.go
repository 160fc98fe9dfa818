package gate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// test is one claim in one case.
type test struct {
	Claim
	of, versus *Series // versus is nil where the claim is about values

	center, lo, hi float64    // of the value or ratio
	plain          [2]float64 // likewise lo and hi, taking the values for independent
	p              float64    // that the bound is not passed, by chance alone
	exact          bool       // nothing varies
	n              int
}

// tests finds the cases of a claim.
func (c Claim) tests(known *index) ([]*test, error) {
	var found []*test
	for _, s := range known.of(c.Benchmark) {
		if c.Arm != "" && !s.arm(c.Arm) {
			continue
		}
		unit := c.unit()
		if c.Unit == "" && s.Design.Clock != "" {
			unit = s.Design.Clock
		}
		t := &test{Claim: c, of: s}
		t.Unit = unit
		if c.Versus != "" {
			if t.versus = known.rival(s, c.Arm, c.Versus); t.versus == nil {
				return nil, fmt.Errorf("%q has no rival %q (it is not in the results)", s.Name, c.Versus)
			}
		}
		for _, one := range []*Series{s, t.versus} {
			if one != nil && len(one.Values[unit]) == 0 {
				return nil, fmt.Errorf("%q has no %q (its units: %q)", one.Name, unit, strings.Join(unitsOf(one), ", "))
			}
		}
		found = append(found, t)
	}
	if len(found) == 0 {
		of := strconv.Quote(c.Benchmark)
		if c.Arm != "" {
			of += fmt.Sprintf(" with %q", part(c.Arm))
		}
		return nil, fmt.Errorf("no result is of %s (give results that have it, or mend the claim)", of)
	}
	return found, nil
}

func unitsOf(s *Series) []string {
	var units []string
	for u := range s.Values {
		units = append(units, u)
	}
	slices.Sort(units)
	return units
}

// bound is what a claim allows at most, or at least.
func (c Claim) bound() (x float64, most bool) {
	if c.Max != nil {
		return *c.Max, true
	}
	return *c.Min, false
}

// confidence of the intervals that claims are held against.
const confidence = 0.95

// measure estimates what a test is about.
func (t *test) measure() {
	x := t.of.Values[t.Unit]
	bound, most := t.bound()
	t.n = len(x)
	if t.versus == nil {
		t.value(x, bound, most)
		return
	}
	y := t.versus.Values[t.Unit]
	t.n = min(len(x), len(y))
	if settled(x) && settled(y) && result.Deterministic(t.Unit) {
		t.exact = true
		t.center = ratio(x[0], y[0])
		t.lo, t.hi = t.center, t.center
		return
	}
	t.ratio(bound)
}

// value is for a claim about values by themselves. Counts that do not vary are
// exact however few they are.
func (t *test) value(x []float64, bound float64, most bool) {
	if settled(x) && result.Deterministic(t.Unit) {
		t.exact, t.center, t.lo, t.hi = true, x[0], x[0], x[0]
		return
	}
	e := interval.Median(x, confidence)
	t.center, t.lo, t.hi = e.Center, e.Lo, e.Hi
	t.plain = [2]float64{e.Lo, e.Hi}
	beyond := make([]float64, len(x))
	for i, v := range x {
		beyond[i] = v - bound
	}
	t.p = interval.SignTest(beyond)
}

// ratio is for a claim about two rivals.
func (t *test) ratio(bound float64) {
	sample := func(s *Series) compare.Sample {
		return compare.Sample{Values: s.Values[t.Unit], Design: s.Design, Paired: s.Paired}
	}
	var e interval.Estimate
	e, t.p = compare.Ratio(sample(t.versus), sample(t.of), bound, confidence)
	t.center, t.lo, t.hi = e.Center, e.Lo, e.Hi
	plain := compare.PlainRatio(sample(t.versus), sample(t.of), confidence)
	t.plain = [2]float64{plain.Lo, plain.Hi}
	if e.N == 0 { // a value is not positive
		t.center, t.lo, t.hi = math.NaN(), 0, math.Inf(1)
		t.plain = [2]float64{0, math.Inf(1)}
	}
}

// settled reports whether counts do not vary, so that they need no statistics. A single
// count with a fraction does not suffice: a short run makes fractions of a few counts at
// its start.
func settled(x []float64) bool {
	varies := slices.ContainsFunc(x, func(v float64) bool { return v != x[0] })
	return !varies && (len(x) > 1 || whole(x[0]))
}

func whole(x float64) bool { return x == math.Trunc(x) }

// ratio of two counts; that of two zeros is 1.
func ratio(a, b float64) float64 {
	if a == b {
		return 1
	}
	return a / b
}

// correct adjusts the p-values of all tests that are not exact.
func correct(tests []*test) {
	var p []float64
	for _, t := range tests {
		if !t.exact {
			p = append(p, t.p)
		}
	}
	p = interval.Holm(p)
	for _, t := range tests {
		if !t.exact {
			t.p, p = p[0], p[1:]
		}
	}
}

// word says whether a claim holds in a case: it is broken only where the
// interval lies beyond the bound and the test, corrected, agrees.
func (t *test) word(alpha float64) Word {
	bound, most := t.bound()
	inside, outside := t.hi <= bound, t.lo > bound
	if !most {
		inside, outside = t.lo >= bound, t.hi < bound
	}
	switch {
	case inside:
		return Holds
	case outside && (t.exact || t.p <= alpha):
		return Broken
	}
	return Undecided
}

// looksBroken reports whether the plain interval, of one test and of values that are
// independent, lies beyond the bound.
func (t *test) looksBroken() bool {
	bound, most := t.bound()
	if most {
		return t.plain[0] > bound
	}
	return t.plain[1] < bound
}

// blind reports whether so few values were measured that they give no interval.
func (t *test) blind() bool { return !t.exact && (math.IsInf(t.lo, 0) || math.IsInf(t.hi, 1)) }

// figures are those of a test.
func (t *test) figures() CaseFigures {
	f := CaseFigures{Name: t.of.Name, Unit: t.Unit, Center: t.center, Lo: t.lo, Hi: t.hi, P: t.p, N: t.n, Exact: t.exact}
	if t.versus != nil {
		f.Versus = t.Versus
	}
	return f
}
