package benchtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Range is the values of a parameter, such as the size of a message.
type Range struct {
	Name     string        // of the parameter; empty means n
	From, To int           // both ends are measured
	Step     int           // values between are multiples of it; 0 means 1
	MaxTime  time.Duration // of a search; 0 means 10 s
}

// Way is one way to do something whose cost depends on a parameter. It prepares
// everything for a value and returns a function that does n operations, as [Func.Run] does.
// Only that function is timed.
type Way func(value int) (run func(n int) uint64)

// Threshold is a benchmark that searches a parameter for a threshold: from there on, the
// second way is faster than the first one. It logs the answer and the times of both ways:
//
//	BenchmarkFrame/over=size-8   1   1993 break-even   1640 break-even-lo   2410 break-even-hi
//	    shared wins from size=1993 [1640, 2410] on
//
// Values are measured where they tell most about the threshold, until its interval is
// within ±15 % or time is over. Both ways are timed in rounds, in random order, and each
// value is prepared again for every block of rounds. The interval holds what another run
// would find, 19 times in 20. If one way never loses, or if both tie, the log says so.
//
// If both ways return different checksums, or one panics, the benchmark fails at its end.
// The message names the value, and has the results at the other values.
func Threshold(b *testing.B, r Range, copied, shared Way) {
	b.Helper()
	thresholdBy(b, clocks.System, r, copied, shared)
}

func thresholdBy(b *testing.B, clocks func() loop.Clocks, r Range, copied, shared Way) {
	b.Helper()
	if err := r.check(copied, shared); err != nil {
		b.Fatalf("threshold: %v", err)
	}
	var s *search
	b.Run("over="+r.name(), func(b *testing.B) {
		if s == nil { // package testing calls this again with a larger b.N
			s = newSearch(r, clocks, [2]Way{copied, shared})
			s.seek()
			b.StopTimer()
			s.log(b)
		}
		s.report(b)
	})
}

// name is Name or its default.
func (r Range) name() string {
	if r.Name == "" {
		return "n"
	}
	return r.Name
}

// step is Step or its default.
func (r Range) step() int { return max(r.Step, 1) }

// maxTime is MaxTime or its default.
func (r Range) maxTime() time.Duration {
	if r.MaxTime == 0 {
		return 10 * time.Second
	}
	return r.MaxTime
}

// check refuses a range with a mistake.
func (r Range) check(copied, shared Way) error {
	switch {
	case copied == nil || shared == nil:
		return fmt.Errorf("a way is nil: it is a function that prepares a value and returns its operations")
	case !nameable.MatchString(r.name()) || procs.MatchString(r.name()):
		return fmt.Errorf("the parameter is named %q: its name has a letter at least, no space and no slash, and does not end in -digits", r.Name)
	case r.From < 0:
		return fmt.Errorf("the range of %s begins at %d, below 0", r.name(), r.From)
	case r.From == r.To:
		return fmt.Errorf("a range of one value, %s=%d, has no threshold in it: To must be greater than From", r.name(), r.From)
	case r.From > r.To:
		return fmt.Errorf("the range of %s from %d to %d is empty", r.name(), r.From, r.To)
	case r.To > math.MaxInt/2:
		return fmt.Errorf("the range of %s ends at %d, which overflows", r.name(), r.To)
	case r.Step < 0 || r.MaxTime < 0:
		return fmt.Errorf("a negative Step or MaxTime (0 means the default)")
	}
	return nil
}

// search is a search for a threshold.
type search struct {
	Range
	ways   [2]Way
	clocks func() loop.Clocks
	rand   *rand.Rand
	answer breakeven.Answer
	points []breakeven.Point
	plans  map[int]plan
	faults []error // by value that cannot be measured
}

// plan is how a value is measured.
type plan struct {
	n    []int  // operations of a sample, of both ways
	long []bool // see [loop.Loop]
	bad  bool   // it cannot be measured
}

func newSearch(r Range, clocks func() loop.Clocks, ways [2]Way) *search {
	return &search{Range: r, ways: ways, clocks: clocks, rand: rand.New(rand.NewPCG(nextSeed(), 2)), plans: map[int]plan{}}
}

const (
	// places is the number of values that are measured first.
	places = 7
	// blocks is the number of blocks of each value between two looks.
	blocks = 10
)

// seek measures until the threshold is known, or time is over.
func (s *search) seek() {
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	timer := loop.New(s.clocks(), s.rand)
	begin := timer.Clocks.Wall()
	s.answer, s.points, _ = breakeven.Seeker{
		Search: breakeven.Search{Step: float64(s.step()), Seed: 1},
		Grid:   breakeven.Spaced(s.From, s.To, s.step(), places),
		Over:   func() bool { return timer.Clocks.Wall()-begin >= s.maxTime() },
		Measure: func(xs []float64) ([]breakeven.Point, error) {
			return s.measure(timer, xs), nil
		},
	}.Seek()
}

// measure takes blocks of some values, in random order.
func (s *search) measure(timer *loop.Loop, xs []float64) (found []breakeven.Point) {
	points := make([]breakeven.Point, len(xs))
	for range blocks {
		for _, i := range s.rand.Perm(len(xs)) {
			value := int(xs[i])
			if s.plans[value].bad {
				continue
			}
			copied, shared, err := s.block(timer, value)
			if err != nil {
				s.plans[value] = plan{bad: true}
				s.faults = append(s.faults, fmt.Errorf("%s=%d: %w", s.name(), value, err))
				continue
			}
			p := &points[i]
			p.X, p.Copy, p.View = xs[i], append(p.Copy, copied), append(p.View, shared)
		}
	}
	for _, p := range points {
		if len(p.View) > 0 && !s.plans[int(p.X)].bad {
			found = append(found, p)
		}
	}
	return found
}

// wayNames are the names of both ways in sentences.
var wayNames = []string{"copied", "shared"}

// block prepares a value and takes rounds. It returns the time of an operation of both
// ways, in nanoseconds. A panic of a way is an error.
func (s *search) block(timer *loop.Loop, value int) (copied, shared float64, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	ops := make([]bench.Op, 2)
	for _, i := range s.rand.Perm(2) {
		if ops[i].Run = s.ways[i](value); ops[i].Run == nil {
			return 0, 0, fmt.Errorf("%s returns no function", wayNames[i])
		}
	}
	how, known := s.plans[value]
	if !known {
		if how, err = planned(timer, ops); err != nil {
			return 0, 0, err
		}
		s.plans[value] = how
	}
	runtime.GC() // or the data of the block before would be collected within a sample
	timer.Long = how.long
	rounds, err := timer.Rounds(ops, how.n, loop.Extent{Rounds: 8, Span: time.Millisecond})
	if err != nil {
		return 0, 0, named(err, wayNames)
	}
	var times, logs []float64
	for _, round := range rounds {
		times = append(times, wallTime.op(round[0]))
		logs = append(logs, math.Log(wallTime.op(round[1])/wallTime.op(round[0])))
	}
	copied = interval.TrimmedMean(times, 0.5)
	return copied, copied * math.Exp(interval.TrimmedMean(logs, 0.5)), nil
}

// planned lets both ways check each other, and finds how many operations make a sample.
func planned(timer *loop.Loop, ops []bench.Op) (p plan, err error) {
	if err := agree(ops, wayNames); err != nil {
		return p, err
	}
	p.n = make([]int, len(ops))
	least := make([]time.Duration, len(ops))
	for i, op := range ops {
		p.n[i], least[i] = pace(timer, op)
	}
	p.n, p.long = loop.AlikeOps(p.n), loop.LongOps(least)
	return p, nil
}
