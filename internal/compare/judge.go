package compare

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/verdict"
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
	var wait sync.WaitGroup
	portions := make(chan []job)
	for range min(runtime.GOMAXPROCS(0), len(work)/portion+1) {
		wait.Go(func() {
			for some := range portions {
				for _, j := range some {
					g.judge(j)
				}
			}
		})
	}
	for some := range slices.Chunk(work, portion) {
		portions <- some
	}
	close(portions)
	wait.Wait()
}

// sample is what a cell is judged by.
type sample struct {
	*cell
	sorted []float64
	logs   []float64 // of the sorted values; nil unless all are positive
	excess float64   // by how much the variance of its mean exceeds that of independent values; 1 is not at all
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

// summary is the centre of a sample and its interval, as benchstat has them,
// with what makes it doubtful.
func (g Goal) summary(s *sample, exact bool) *Cell {
	assume := benchmath.Assumption(benchmath.AssumeNothing)
	if exact {
		assume = benchmath.AssumeExact
	}
	// Note: NewSample sorts in place, which costs nothing where they are sorted.
	sum := assume.Summary(benchmath.NewSample(s.sorted, &benchmath.DefaultThresholds), g.Confidence)
	out := &Cell{N: len(s.values), Center: sum.Center, Lo: sum.Lo, Hi: sum.Hi, Confidence: sum.Confidence}
	if fields := benchproc.NonSingularFields(s.residue); len(fields) > 0 {
		var names []string
		for _, f := range fields {
			names = append(names, f.Name)
		}
		out.Warnings = append(out.Warnings, "benchmarks vary in "+strings.Join(names, ", "))
	}
	for _, w := range sum.Warnings {
		out.Warnings = append(out.Warnings, w.Error())
	}
	if !exact && !s.constant() && s.bundles == 1 { // several benchmarks have no order
		if doubt := s.doubt(); doubt != "" {
			out.Warnings = append(out.Warnings, doubt)
		}
	}
	return out
}

// doubtful is the level of warnings about a sample: a table has hundreds of
// samples, so it is strict.
const doubtful = 0.001

// doubt says that values follow on each other where they should be independent,
// and how much less they tell then: n values whose neighbours correlate by r
// tell as much as n(1-r)/(1+r) independent ones (Bayley and Hammersley, 1946).
func (s *sample) doubt() string {
	r, p := interval.Autocorrelation(s.values)
	trend := interval.Trend(s.values)
	if trend > doubtful && p > doubtful {
		return ""
	}
	r = max(0, min(r, 0.9))
	s.excess = (1 + r) / (1 - r)
	if trend <= doubtful {
		return "the values drift in the order in which they were measured (measure old and new in turn)"
	}
	return fmt.Sprintf("neighbouring values are alike (autocorrelation %.1f): they are not independent (measure in more processes)", r)
}

// compare holds a sample against its base.
func (g Goal) compare(base, s sample, exact bool) *Comparison {
	c := &Comparison{N1: len(base.values), N2: len(s.values), Alpha: g.Alpha, Detectable: math.Inf(1), raw: 1}
	if exact {
		c.Alpha = 0
	} else {
		c.P = interval.RankSum(base.sorted, s.sorted)
		c.warn(base, s)
	}
	switch {
	case exact && base.constant() && s.constant():
		c.exactly(base, s)
	case base.paired != 0 && base.paired == s.paired && c.N1 == c.N2 && base.logs != nil && s.logs != nil:
		c.pairs(g, base, s)
	default:
		c.unpaired(g, base, s)
	}
	return c
}

// warn says what benchstat says of a test that can find nothing.
func (c *Comparison) warn(base, s sample) {
	if base.constant() && s.constant() && base.sorted[0] == s.sorted[0] {
		c.Warnings = append(c.Warnings, errAllEqual.Error())
		return
	}
	if c.P > c.Alpha {
		if op, n := testFloor(c.Alpha); c.N1 < n && c.N2 < n {
			c.Warnings = append(c.Warnings, fmt.Sprintf("need %s %d samples to detect a difference at alpha level %v", op, n, c.Alpha))
		}
	}
}

var errAllEqual = errors.New("all samples are equal")

// testFloor is how many values of each sample a rank-sum test needs at a level.
func testFloor(alpha float64) (op string, n int) {
	const most = 10
	for n := 1; n < most; n++ {
		if leastP(n, n) <= alpha {
			return ">=", n
		}
	}
	return ">", most
}

// exactly compares values that do not vary.
func (c *Comparison) exactly(base, s sample) {
	a, b := base.sorted[0], s.sorted[0]
	c.Method, c.equal, c.rises, c.raw, c.Detectable = Exact, a == b, b > a, 0, 1
	if a > 0 && b > 0 {
		c.Ratio = interval.Estimate{Center: b / a, Lo: b / a, Hi: b / a, Confidence: 1, N: min(c.N1, c.N2)}
	}
}

// pairs compares launch by launch.
func (c *Comparison) pairs(g Goal, base, s sample) {
	logs := make([]float64, len(s.values))
	for i := range logs {
		logs[i] = math.Log(s.values[i] / base.values[i])
	}
	j := verdict.Goal{Margin: g.Margin}.JudgeBy(logs, s.design)
	c.Method, c.Ratio = Paired, j.Time
	c.raw = interval.SignTest(logs)
	if s.design.Sequential {
		c.raw = min(1, 1/j.Evidence)
	}
}

// unpaired compares samples of which nothing is known but their values.
func (c *Comparison) unpaired(g Goal, base, s sample) {
	c.Method, c.raw = Unpaired, c.P
	if c.Alpha == 0 { // exact, and yet not constant
		c.raw = interval.RankSum(base.sorted, s.sorted)
	}
	c.rises = rises(base, s)
	if base.constant() && s.constant() && base.sorted[0] == s.sorted[0] {
		c.same(g)
		return
	}
	if base.logs != nil && s.logs != nil {
		c.Ratio = interval.Shift(base.logs, s.logs, g.Confidence)
	}
	// A sample whose values follow on each other is as good as a smaller one.
	if wide := math.Sqrt(max(base.excess, s.excess)); wide > 1 {
		c.raw = math.Erfc(math.Erfcinv(c.raw) / wide)
		c.Ratio.Lo = c.Ratio.Center - wide*(c.Ratio.Center-c.Ratio.Lo)
		c.Ratio.Hi = c.Ratio.Center + wide*(c.Ratio.Hi-c.Ratio.Center)
	}
	if c.Ratio.N > 0 {
		c.Ratio.Center, c.Ratio.Lo, c.Ratio.Hi = math.Exp(c.Ratio.Center), math.Exp(c.Ratio.Lo), math.Exp(c.Ratio.Hi)
	}
}

// same is for samples that are all one value, which no test can tell apart: it
// leaves the family of those that it can. They are the same where as many values
// would show a difference if there were one.
func (c *Comparison) same(g Goal) {
	c.raw, c.Adjusted = math.NaN(), 1
	c.Ratio = interval.Estimate{Center: 1, Lo: 1, Hi: 1, Confidence: g.Confidence, N: min(c.N1, c.N2)}
	if leastP(c.N1, c.N2) > g.Alpha {
		c.Ratio.Lo, c.Ratio.Hi = 0, math.Inf(1)
		return
	}
	c.Detectable = 1
}

// rises reports whether a sample lies above its base: by its median, or by its
// mean where that says nothing.
func rises(base, s sample) bool {
	a, b := middle(base.sorted), middle(s.sorted)
	if a == b {
		return average(s.sorted) > average(base.sorted)
	}
	return b > a
}

// middle is the median of sorted values.
func middle(x []float64) float64 { return (x[(len(x)-1)/2] + x[len(x)/2]) / 2 }

func average(x []float64) float64 {
	sum := 0.
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
