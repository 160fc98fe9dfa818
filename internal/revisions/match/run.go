package match

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// run is one run of a benchmark of as many iterations as its time takes, as go test
// makes it.
type run struct {
	n     int
	nanos float64 // of an iteration; 0 where the benchmark reports no time
	timed bool    // it reports its time, which may be 0
	bytes float64 // allocated per iteration
}

const (
	// wholeRun is how long such a run is, unless a benchmark may take less.
	wholeRun = 500 * time.Millisecond
	// near is how far the time of an iteration may differ between samples and runs as go
	// test makes them, as a factor, in the mean over both sides; apart is how far on one
	// side, which single runs say less closely.
	near, apart = 1.05, 1.12
	// nearBytes is how far B/op may differ likewise, as a share, and in bytes.
	nearBytes, fewBytes = 0.05, 2
	// news is from which factor on a difference is worth a note.
	news = 1.2
	// growth is how many times longer the next sample is that is tried, and triedFor how
	// long all samples of a length take at most, unless one takes longer.
	growth, triedFor = 8, 100 * time.Millisecond
	// constantRun is what a run of [mostIterations] takes more than if its iterations
	// take time: none takes less than a part of a cycle.
	constantRun = 50 * time.Millisecond
	// shortestRun is the shortest measurable time of a benchmark whose time does not
	// depend on b.N.
	shortestRun = 10 * time.Microsecond
)

// discoverFor is how long a benchmark runs to be found: as long as it is to be
// measured at most, unless the length of a sample is given. How often it runs then
// says whether the time of an iteration depends on that.
func (w Wish) discoverFor() time.Duration {
	if w.Instructions || w.Iterations > 0 || w.Sample > 0 {
		return time.Millisecond
	}
	return w.longest()
}

func (w Wish) longest() time.Duration { return cmp.Or(w.Longest, wholeRun) }

// runOf reads what a benchmark came to when it was found.
func runOf(f gotest.Found) run {
	r := run{n: f.N}
	for _, v := range f.Values {
		switch v.Unit {
		case "ns/op":
			r.nanos, r.timed = v.X, true
		case "B/op":
			r.bytes = v.X
		}
	}
	return r
}

// took is how long the run was.
func (r run) took() time.Duration { return time.Duration(r.nanos * float64(r.n)) }

// constant reports whether the time of the run does not depend on b.N: package
// testing stopped at its most iterations, which cannot have taken so little.
func (r run) constant() bool {
	return r.timed && r.n >= mostIterations && r.took() < constantRun
}

// missing is said of a benchmark whose time does not depend on b.N.
const missing = "its time does not depend on b.N (is the loop over b.N missing, or the timer stopped?)"

// constants marks the benchmark as constant if on both sides its time does not depend
// on b.N. If this is so on one side only, the two cannot be compared, and constants
// returns why.
func (b *Benchmark) constants() (failed string) {
	base, head := b.run[alternate.Base].constant(), b.run[alternate.Head].constant()
	switch {
	case base && head:
		b.constant, b.run = true, [2]run{}
	case base:
		return "in the base: " + missing + ", and in the head it does"
	case head:
		return "in the head: " + missing + ", and in the base it does"
	}
	return ""
}

// asItRuns makes the samples of a benchmark longer until an iteration takes about as
// long, and allocates as much, as in runs that go test makes. In short samples it differs
// if the cost depends on the number of iterations: a cache fills up, a pool must be
// filled, goroutines start, or memory must be collected now and then.
func (m *Match) asItRuns(ctx context.Context, b *Benchmark, start time.Duration) (failed string, err error) {
	if b.constant || m.wish.Iterations > 0 || m.wish.Sample > 0 || !b.run[0].timed || !b.run[1].timed || b.run[0].nanos <= 0 || b.run[1].nanos <= 0 {
		return "", nil
	}
	most := min(b.run[0].n, b.run[1].n)
	if b.n >= most {
		return "", nil // it is one already
	}
	first, count, again, as := b.n, probed, false, false
	var short [2]float64
	for {
		got, err := m.sampled(ctx, b, count, start)
		if failed := failedIn(got, b.Name); failed != "" || err != nil {
			return failed, err
		}
		nanos := typicalOf(got, b.Name)
		if b.n == first {
			short = nanos
		}
		if as = b.as(nanos, bytesOf(got, b.Name)); as || b.n >= most || b.cost >= m.wish.longest() {
			break
		}
		if !again && max(b.run[0].took(), b.run[1].took()) < 3*m.wish.longest() { // how fast the machine is may differ from moment to moment
			again = true
			if failed, err := m.again(ctx, b, most, start); failed != "" || err != nil {
				return failed, err
			}
			if as = b.as(nanos, bytesOf(got, b.Name)); as {
				break
			}
		}
		b.n, b.whole = min(growth*b.n, most), true
		count = max(1, min(probed, int(float64(triedFor)/(float64(b.n)*nanos[0]))))
	}
	if b.whole && (!as && b.n < most || b.differs(short, news)) {
		m.Dependent = append(m.Dependent, Note{b.Package + " " + b.Name, fmt.Sprintf(
			"the time of an operation depends on b.N: %s at %d, %s at %d as go test runs it; it is measured at %d",
			times(short), first, times([2]float64{b.run[0].nanos, b.run[1].nanos}), most, b.n)})
	}
	return "", nil
}

// again measures both sides once more in a run as go test makes it, now in turn. The
// mean of both runs counts, and how far they differ says how closely one of them says
// anything.
func (m *Match) again(ctx context.Context, b *Benchmark, n int, start time.Duration) (failed string, err error) {
	long := *b
	long.n = n
	got, err := m.sampled(ctx, &long, 1, start)
	if failed := failedIn(got, b.Name); failed != "" || err != nil {
		return failed, err
	}
	bytes, differ := bytesOf(got, b.Name), 1.
	for i, nanos := range typicalOf(got, b.Name) {
		if nanos > 0 {
			differ *= math.Exp(math.Abs(math.Log(nanos / b.run[i].nanos)))
			b.run[i] = run{n: n, nanos: math.Sqrt(nanos * b.run[i].nanos), timed: true, bytes: bytes[i]}
		}
	}
	b.vary = math.Sqrt(differ)
	return "", nil
}

// typicalOf is the median time of an iteration of both sides.
func typicalOf(got [2]gotest.Measured, name string) (nanos [2]float64) {
	for i, side := range got {
		nanos[i] = interval.TrimmedMean(column(side.Samples[name], "ns/op"), 0.5)
	}
	return nanos
}

// bytesOf is the median of what an iteration of both sides allocates.
func bytesOf(got [2]gotest.Measured, name string) (bytes [2]float64) {
	for i, side := range got {
		if column := column(side.Samples[name], "B/op"); len(column) > 0 {
			bytes[i] = interval.TrimmedMean(column, 0.5)
		}
	}
	return bytes
}

// as reports whether iterations take as long, and allocate as much, as in the runs of
// both sides.
func (b *Benchmark) as(nanos, bytes [2]float64) bool {
	for i, r := range b.run {
		if math.Abs(bytes[i]-r.bytes) > max(fewBytes, nearBytes*r.bytes) {
			return false
		}
	}
	both := math.Sqrt(nanos[0] / b.run[0].nanos * nanos[1] / b.run[1].nanos)
	return within(both, max(near, b.vary)) && !b.differs(nanos, max(apart, b.vary*b.vary))
}

// differs reports whether an iteration of either side takes another time than in its
// run, by more than a factor.
func (b *Benchmark) differs(nanos [2]float64, factor float64) bool {
	return slices.ContainsFunc([]int{0, 1}, func(i int) bool { return !within(nanos[i]/b.run[i].nanos, factor) })
}

// within reports whether a ratio is 1, up to a factor.
func within(ratio, factor float64) bool { return ratio < factor && ratio > 1/factor }

// times are the times of an iteration on both sides, or the one where they are
// about the same.
func times(nanos [2]float64) string {
	show := func(x float64) string {
		if x < 1000 {
			return fmt.Sprintf("%.3gns", x)
		}
		return time.Duration(x).Round(time.Duration(max(1, x/1000))).String()
	}
	if within(nanos[1]/nanos[0], news) {
		return show(nanos[0])
	}
	return show(nanos[0]) + " and " + show(nanos[1])
}
