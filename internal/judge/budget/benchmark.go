package budget

import (
	"cmp"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Benchmark is what was measured of a benchmark of package testing, on one side of a
// comparison.
type Benchmark struct {
	Name    string    // of the benchmark, or of the side
	Times   []float64 // ns/op, by launch
	Procs   int       // GOMAXPROCS
	Samples Samples
	Heap    Heap
	Done    Amounts
	Prices  Prices // none if they were not measured
	Counted Instructions
}

// Samples are the CPU samples of a run of its own. They are the zero value if none were
// taken.
type Samples struct {
	Stacks []Stack
	Period float64 // nanoseconds of CPU time that a sample stands for
	Ops    int64   // operations of the run
}

// Trace is where the time of an operation of a benchmark goes. The rows of the budget are
// CPU samples. They are not a share of all samples, but CPU time per operation. So the
// unexplained part is the time without samples: it waits, or others work.
type Trace struct {
	Budget
	Hits      int64      // samples in rows
	Outside   int64      // samples of package testing, and of the start of the process
	Functions []Function // with the most samples of their own, the first one first
	Stacks    []Stack    // of samples in rows, each once; the last frame is the side itself
	Classes   []Class    // by size of objects, that with the most bytes first
	Heap      Heap
	Done      Amounts
	Prices    Prices
	Priced    []Part // rows by count and price: another source than Parts, and no part of the sum
	Counted   Instructions
}

// BenchmarkRows are the rows of such a budget, in the order of a report.
func BenchmarkRows() []Row {
	return []Row{Allocation, Collection, Moving, System, Calls, Reading, Scheduling, Other}
}

// OfBenchmark makes the budget of a benchmark. Its time is that of the launches. A row is
// CPU time of the profiled run, and no share of its time: a busy machine makes the time
// longer, and not the CPU time.
func OfBenchmark(b Benchmark) Trace {
	t := Trace{Heap: b.Heap, Classes: b.Heap.classes(), Done: b.Done, Prices: b.Prices, Counted: b.Counted}
	t.Priced = b.Prices.priced(t.Classes, b.Done.Worth())
	t.Arm, t.Time = b.Name, interval.HodgesLehmann(b.Times, Confidence)
	hits := b.hits()
	t.Outside, t.Functions, t.Stacks = hits.outside, hits.functions(), folded(hits.stacks)
	for _, row := range BenchmarkRows() {
		if n := hits.rows[row]; n > 0 {
			t.Hits += n
			t.Parts = append(t.Parts, Part{row, b.Samples.time(n)})
		}
	}
	if hits.others > 0 {
		t.Others = b.Samples.time(hits.others)
	}
	t.Unexplained = t.Time
	if t.Hits > 0 {
		t.Unexplained = less(t.Time, b.Samples.time(t.Hits))
	}
	return t
}

// time is the CPU time of an operation that n samples stand for, with the interval of
// chance: that of a Poisson count, and one sample more.
func (s Samples) time(n int64) interval.Estimate {
	const normal = 1.96 // for [Confidence]
	if s.Ops == 0 {
		return interval.Estimate{}
	}
	one := s.Period / float64(s.Ops)
	half := (normal*math.Sqrt(float64(n)) + 1) * one
	center := float64(n) * one
	return interval.Estimate{Center: center, Lo: max(0, center-half), Hi: center + half, Confidence: Confidence, N: int(n)}
}

// less is the difference of two independent estimates.
func less(a, b interval.Estimate) interval.Estimate {
	return interval.Estimate{
		Center: a.Center - b.Center, Confidence: Confidence, N: cmp.Or(min(a.N, b.N), max(a.N, b.N)),
		Lo: a.Center - b.Center - math.Hypot(a.Center-a.Lo, b.Hi-b.Center),
		Hi: a.Center - b.Center + math.Hypot(a.Hi-a.Center, b.Center-b.Lo),
	}
}

// Change is how much longer an operation takes in the head than in the base. The pairs
// are times of launches beside each other, so a slow machine drops out of the time. The
// rows are those of two independent sets of samples.
func Change(base, head Trace, pairs [2][]float64) Difference {
	d := Difference{Arm: head.Arm, Than: base.Arm}
	var all []float64
	for i := range min(len(pairs[0]), len(pairs[1])) {
		all = append(all, pairs[1][i]-pairs[0][i])
	}
	d.Time = interval.HodgesLehmann(all, Confidence)
	d.Unexplained = d.Time
	d.Priced = head.Prices.priced(moreObjects(base.Classes, head.Classes), head.Done.Worth().less(base.Done.Worth()))
	for _, row := range BenchmarkRows() {
		a, b := partOf(base.Parts, row), partOf(head.Parts, row)
		if a.N+b.N > 0 {
			d.Parts = append(d.Parts, Part{row, less(b, a)})
			d.Unexplained = less(d.Unexplained, less(b, a))
		}
	}
	return d
}

// hits are samples by what they are of.
type hits struct {
	rows    map[Row]int64
	own     map[string]int64 // by function
	stacks  []Stack
	others  int64 // of the runtime, on other threads
	outside int64
}

// hits counts the samples of a benchmark.
func (b Benchmark) hits() hits {
	h := hits{rows: map[Row]int64{}, own: map[string]int64{}}
	for _, stack := range b.Samples.Stacks {
		frames, row := placeOf(stack.Frames)
		switch {
		case len(frames) == 0:
			h.outside += stack.Samples
		case background(row, frames) && b.Procs > 1:
			h.others += stack.Samples
		default:
			h.rows[row] += stack.Samples
			h.own[hottest(frames)] += stack.Samples
			h.stacks = append(h.stacks, Stack{append(slices.Clone(awake(frames)), b.Name), stack.Samples})
		}
	}
	return h
}

// functions are the functions with the most samples of their own.
func (h hits) functions() (all []Function) {
	sum := int64(0)
	for _, n := range h.own {
		sum += n
	}
	for name, n := range h.own {
		all = append(all, Function{name, float64(n) / float64(sum)})
	}
	slices.SortFunc(all, func(a, b Function) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Name, b.Name)) })
	return all[:min(len(all), functionsMost)]
}
