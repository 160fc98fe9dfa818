package match

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

const (
	// near is the maximum factor between the time of an iteration in samples and in runs
	// as go test makes them, in the mean over both sides. apart is the maximum on one
	// side, because single runs tell it less closely.
	near, apart = 1.05, 1.12
	// nearBytes is the same for B/op beyond [result.FewBytes], as a share.
	nearBytes = 0.05
	// news is the factor from which on a difference is worth a note, although the samples are
	// as runs are. Collecting garbage often makes a factor of 1.4.
	news = 1.8
	// drift is how far the speed of a machine varies within a minute.
	drift = 1.2
	// growth is the factor from one tried length of samples to the next. triedFor is the
	// maximum time for one length, unless a single sample takes longer.
	growth, triedFor = 8, 100 * time.Millisecond
)

// asItRuns makes the samples of a benchmark longer until an iteration takes as long, and
// allocates as much, as in runs of go test. In short samples it differs if the cost
// depends on the number of iterations: a cache fills up, a pool must be filled,
// goroutines start, or memory must be collected now and then.
func (m *Match) asItRuns(ctx context.Context, b *Benchmark, start time.Duration) (failed string, err error) {
	s := m.spec.Sampling
	if b.constant || s.Iterations > 0 || s.Sample > 0 || !b.runs[Base].comparable() || !b.runs[Head].comparable() {
		return "", nil
	}
	most := min(b.runs[Base].n, b.runs[Head].n)
	if b.n >= most {
		return "", nil // a sample is a run already
	}
	first, count, as := b.n, probed, false
	var short, fastest [2]float64
	for {
		got, err := m.sampled(ctx, b, count, start)
		if failed := got.failed(b.Name); failed != "" || err != nil {
			return failed, err
		}
		nanos := got.nanos(b.Name)
		if b.n == first {
			short, fastest = nanos, got.fastestOf(b.Name)
		}
		if as = b.as(nanos, got.bytes(b.Name)); as || b.n >= most || b.cost >= s.longest() {
			break
		}
		if b.n == first {
			same, failed, err := m.nearlyWhole(ctx, b, nanos, got.bytes(b.Name), most, start)
			if same || failed != "" || err != nil {
				return failed, err
			}
		}
		if b.vary == 0 && max(b.runs[Base].took(), b.runs[Head].took()) < 3*s.longest() { // the speed of the machine may vary from moment to moment
			long, failed, err := m.long(ctx, b, most, 1, start)
			if failed != "" || err != nil {
				return failed, err
			}
			b.again(long)
		}
		if as = b.as(nanos, got.bytes(b.Name)); as {
			break
		}
		b.n, b.whole = min(max(growth*b.n, b.collecting()), most), true
		count = max(1, min(probed, int(float64(triedFor)/(float64(b.n)*nanos[Base]))))
	}
	if b.whole && (!as && b.n < most || b.differs(short, news)) {
		is, failed, err := m.dependent(ctx, *b, first, most, fastest)
		if !is {
			return failed, err
		}
		m.Remarks.Dependent = append(m.Remarks.Dependent, Note{b.title(), fmt.Sprintf(
			"the time of an operation depends on b.N: %s at %d, %s at %d as go test runs it; it is measured at %d",
			times(short), first, times([2]float64{b.runs[Base].nanos, b.runs[Head].nanos}), most, b.n)})
	}
	return "", nil
}

// nearlyWhole reports whether only the machine has changed since the run. It takes samples of
// an eighth of a run, within a second of the short samples. If both tell the same time, the
// short ones are long enough. If not, and the long ones are about as the run, they stand in
// for a second run.
func (m *Match) nearlyWhole(ctx context.Context, b *Benchmark, nanos, bytes [2]float64, most int, start time.Duration) (same bool, failed string, err error) {
	if b.n > most/growth/growth {
		return false, "", nil
	}
	long, failed, err := m.long(ctx, b, most/growth, fewestSamples, start)
	if failed != "" || err != nil {
		return false, failed, err
	}
	of := Benchmark{timing: timing{runs: long}}
	if !b.differs(nanos, drift) && of.as(nanos, bytes) {
		return true, "", nil
	}
	if !b.differs([2]float64{long[Base].nanos, long[Head].nanos}, apart) {
		b.again(long)
	}
	return false, "", nil
}

// comparable reports whether the run tells the time of an iteration.
func (r run) comparable() bool { return r.timed && r.nanos > 0 }

// long runs both sides in turn, with samples of n iterations.
func (m *Match) long(ctx context.Context, b *Benchmark, n, count int, start time.Duration) (runs [2]run, failed string, err error) {
	longer := *b
	longer.n = n
	got, err := m.sampled(ctx, &longer, count, start)
	if failed := got.failed(b.Name); failed != "" || err != nil {
		return runs, failed, err
	}
	nanos, bytes := got.nanos(b.Name), got.bytes(b.Name)
	for i := range runs {
		runs[i] = run{n: n, nanos: nanos[i], timed: true, bytes: bytes[i]}
	}
	return runs, "", nil
}

// again takes second runs of both sides into account. The mean of both counts. How far they
// differ says how exact one of them is.
func (b *Benchmark) again(runs [2]run) {
	differ := 1.
	for i, r := range runs {
		if r.nanos > 0 {
			differ *= math.Exp(math.Abs(math.Log(r.nanos / b.runs[i].nanos)))
			b.runs[i].nanos = math.Sqrt(r.nanos * b.runs[i].nanos)
			b.runs[i].bytes = (r.bytes + b.runs[i].bytes) / 2
		}
	}
	b.vary = math.Sqrt(differ)
}

const (
	// smallestHeap is how much a program allocates at least until garbage is collected.
	smallestHeap = 4 << 20
	// collections is how many collections a sample has, so that one more or less is a small
	// part of it.
	collections = 4
)

// collecting returns how many iterations have some collections of garbage.
func (b *Benchmark) collecting() int {
	if b.allocated < 1 {
		return 0
	}
	return int(collections * smallestHeap / b.allocated)
}

// as reports whether iterations take as long, and allocate as much, as in the runs of
// both sides.
func (b *Benchmark) as(nanos, bytes [2]float64) bool {
	for i, r := range b.runs {
		if math.Abs(bytes[i]-r.bytes) > max(result.FewBytes, nearBytes*r.bytes) {
			return false
		}
	}
	both := math.Sqrt(nanos[Base] / b.runs[Base].nanos * nanos[Head] / b.runs[Head].nanos)
	return within(both, max(near, b.vary)) && !b.differs(nanos, max(apart, b.vary*b.vary))
}

// differs reports whether the time of an iteration differs from the run of its side, by
// more than a factor.
func (b *Benchmark) differs(nanos [2]float64, factor float64) bool {
	return slices.ContainsFunc([]Side{Base, Head}, func(i Side) bool { return !within(nanos[i]/b.runs[i].nanos, factor) })
}

// within reports whether a ratio is 1, up to a factor.
func within(ratio, factor float64) bool { return ratio < factor && ratio > 1/factor }

// times returns the times of an iteration on both sides as text, or one time if they are
// about the same.
func times(nanos [2]float64) string {
	show := func(x float64) string {
		if x < 1000 {
			return fmt.Sprintf("%.3gns", x)
		}
		return time.Duration(x).Round(time.Duration(max(1, x/1000))).String()
	}
	if within(nanos[Head]/nanos[Base], drift) {
		return show(nanos[Base])
	}
	return show(nanos[Base]) + " and " + show(nanos[Head])
}
