package compare

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchproc"
)

// job is a row to be judged.
type job struct {
	exact bool
	cells []*cell // by column
	row   *Row
}

// judgeAll judges rows, as many at once as there are processors.
func (g Goal) judgeAll(work []job) {
	const portion = 16
	portions := slices.Collect(slices.Chunk(work, portion))
	each(len(portions), func(i int) {
		for _, j := range portions[i] {
			g.judge(j)
		}
	})
}

func (g Goal) judge(j job) {
	j.row.Cells = make([]*Cell, len(j.cells))
	var base sample
	for i, c := range j.cells {
		if c == nil {
			continue
		}
		s := newSample(c)
		out := g.summary(&s, j.exact)
		j.row.Cells[i] = out
		switch {
		case i == 0:
			base = s
		case base.cell != nil:
			out.Against = g.compare(base, s, j.exact)
		}
	}
}

// summary is the centre of a sample and its interval, as benchstat has them,
// with what makes it doubtful.
func (g Goal) summary(s *sample, exact bool) *Cell {
	assume := benchmath.Assumption(benchmath.AssumeNothing)
	if exact {
		assume = benchmath.AssumeExact
	}
	// Note: NewSample sorts in place, which costs nothing where they are sorted.
	sum := assume.Summary(benchmath.NewSample(s.sorted, &benchmath.DefaultThresholds), g.Confidence)
	out := &Cell{N: len(s.values), Center: sum.Center, Lo: sum.Lo, Hi: sum.Hi, Confidence: sum.Confidence, Values: s.values}
	if fields := benchproc.NonSingularFields(s.residue); len(fields) > 0 {
		var names []string
		for _, f := range fields {
			names = append(names, f.Name)
		}
		out.Warnings = append(out.Warnings, Warning{Kind: Varied, Keys: names})
	}
	for _, w := range sum.Warnings {
		out.Warnings = append(out.Warnings, Warning{Err: w})
	}
	if !exact && !s.constant() && s.bundles == 1 { // several benchmarks have no order
		if w, doubtful := s.doubt(); doubtful {
			out.Warnings = append(out.Warnings, w)
		}
	}
	return out
}

// compare holds a sample against its base.
func (g Goal) compare(base, s sample, exact bool) *Comparison {
	c := &Comparison{RankSum: RankSum{N1: len(base.values), N2: len(s.values), Alpha: g.Alpha}, Detectable: math.Inf(1), Raw: 1}
	if exact {
		c.Alpha = 0
	} else {
		c.P = s.differs(base, 1)
		c.warn(base, s)
	}
	switch {
	case exact && base.constant() && s.constant():
		c.exactly(base, s)
	case s.pairedWith(base):
		c.pairs(base, s)
	default:
		c.unpaired(g, base, s)
	}
	c.constant = base.constant() && s.constant()
	c.sameCode = s.design.SameCode && c.Method != Exact && s.of(base)
	c.near = c.Method != Exact && c.within(g, base, s, result.FewBytes)
	return c
}

// warn adds benchstat's warnings about a test that can find nothing.
func (c *Comparison) warn(base, s sample) {
	if base.constant() && s.constant() && base.sorted[0] == s.sorted[0] {
		c.Warnings = append(c.Warnings, Warning{Kind: AllEqual})
		return
	}
	if c.P > c.Alpha {
		if n, over := testFloor(c.Alpha); c.N1 < n && c.N2 < n {
			c.Warnings = append(c.Warnings, Warning{Kind: FewSamples, Need: n, Over: over})
		}
	}
}

// testFloor is how many values of each sample a rank-sum test needs at a level. If over
// is set, it needs more than those.
func testFloor(alpha float64) (n int, over bool) {
	const most = 10
	for n := 1; n < most; n++ {
		if leastP(n, n) <= alpha {
			return n, false
		}
	}
	return most, true
}

// exactly compares values that do not vary.
func (c *Comparison) exactly(base, s sample) {
	a, b := base.sorted[0], s.sorted[0]
	c.Method, c.equal, c.rises, c.Raw, c.Detectable = Exact, a == b, b > a, 0, 1
	if a > 0 && b > 0 {
		c.Ratio = interval.Estimate{Center: b / a, Lo: b / a, Hi: b / a, Confidence: 1, N: min(c.N1, c.N2)}
	}
	c.plain.ratio = c.Ratio
	if a == b {
		c.plain.p = 1
	}
}

// pairs compares launch by launch.
func (c *Comparison) pairs(base, s sample) {
	c.Method = Paired
	c.Ratio, c.Raw = s.launches(base, 1)
	c.plain.ratio, c.plain.p, c.design = c.Ratio, c.Raw, s.design
}

// unpaired compares samples of which nothing is known but their values.
func (c *Comparison) unpaired(g Goal, base, s sample) {
	c.Method, c.rises = Unpaired, rises(base, s)
	if base.constant() && s.constant() && base.sorted[0] == s.sorted[0] {
		c.alike(g)
		return
	}
	p := c.P
	if c.Alpha == 0 { // exact, and yet not constant
		p = s.differs(base, 1)
	}
	logs := s.shift(base, g.Confidence)
	c.plain.ratio, c.plain.p = exponential(logs), p
	logs, c.Raw = s.widened(base, logs, p)
	c.Ratio = exponential(logs)
}

// within reports whether a sample differs from its base by so much at most. Without a
// ratio, as from a base of 0, three quarters of all values must be so near to the base's
// median: of a benchmark that allocates nothing, the runtime does now and then.
func (c *Comparison) within(g Goal, base, s sample, most float64) bool {
	v := interval.TrimmedMean(base.sorted, middle)
	if c.Ratio.N > 0 {
		return v*max(1-c.Ratio.Lo, c.Ratio.Hi-1) <= most
	}
	for _, sample := range [][]float64{base.sorted, s.sorted} {
		near := 0
		for _, x := range sample {
			if math.Abs(x-v) <= most {
				near++
			}
		}
		if 4*near < 3*len(sample) {
			return false
		}
	}
	return g.fewest(c, g.Alpha) == 0
}

// alike judges two samples with one and the same value throughout: no test can tell
// them apart, so the comparison leaves the family that the p-values are corrected
// for. The samples are the same if so many values would show a difference.
func (c *Comparison) alike(g Goal) {
	c.Raw, c.Adjusted, c.plain.p = math.NaN(), 1, 1
	c.Ratio = interval.Estimate{Center: 1, Lo: 1, Hi: 1, Confidence: g.Confidence, N: min(c.N1, c.N2)}
	if c.Few.Need = g.fewest(c, g.Alpha); c.Few.Need > 0 {
		c.Ratio.Lo, c.Ratio.Hi = 0, math.Inf(1)
		return
	}
	c.Detectable = 1
}

// rises reports whether a sample lies above its base, by its median. If the medians are
// equal, the means decide.
func rises(base, s sample) bool {
	a, b := interval.TrimmedMean(base.sorted, middle), interval.TrimmedMean(s.sorted, middle)
	if a == b {
		return interval.TrimmedMean(s.sorted, 0) > interval.TrimmedMean(base.sorted, 0)
	}
	return b > a
}

// middle is the trim of a mean that leaves the median.
const middle = 0.5
