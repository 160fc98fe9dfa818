package benchtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Func is one of the rivals of [Compare].
type Func struct {
	Name string // becomes access=Name in the benchmark's name, so it holds neither a space nor a slash and does not end in -digits

	// Run lives n lives: all that is to be timed, n times, in a loop inside. It
	// returns the wrapping sum of the lives' checksums of what they read, which
	// keeps the compiler from leaving out the reading, and by which rivals
	// check each other: every life of every rival has the same.
	Run func(n int) uint64
}

// announceSpeedup prints once what benchstat needs to know of the unit.
var announceSpeedup = sync.OnceFunc(func() { fmt.Println("Unit speedup better=higher") })

// Compare is a benchmark of rivals, two at least, that do the same in different
// ways. Each of them is a sub-benchmark, named access=Name. Its lives are timed
// in samples of about 50 µs, in rounds with samples of the first rival, in
// random order; those of the first one with samples of the second. So both
// sides of a factor meet the same disturbances.
//
//	ns/op      of the lives of this rival, their mean by wall time
//	cpu-ns/op  likewise by the CPU time of the thread, where there is such a clock
//	speedup    how many times faster than the first rival this one is: the median over rounds
//	B/op, allocs/op
//
// b.N is the least number of lives that are timed, and -benchtime the time that
// a sub-benchmark takes, both rivals together. The speedup is the figure to
// read where the machine is busy: the means of two sub-benchmarks, which
// benchstat compares, are of different times. As a median it leaves out what
// strikes less than every second sample, be it another program or a collection
// of what a rival allocated; ns/op holds all of it.
//
// It fails, before anything is timed, where rivals return different checksums.
func Compare(b *testing.B, arms ...Func) {
	b.Helper()
	compare(b, clocks.System, arms)
}

func compare(b *testing.B, clocks func() loop.Clocks, arms []Func) {
	b.Helper()
	if err := check(arms); err != nil {
		b.Fatalf("compare: %v", err)
	}
	announce()
	announceSpeedup()
	c := comparison{clocks: clocks}
	for _, arm := range arms {
		c.names = append(c.names, arm.Name)
		c.ops = append(c.ops, bench.Op{Run: arm.Run})
	}
	if err := agree(c.ops, c.names); err != nil {
		b.Fatalf("compare: %v", err)
	}
	c.costs = make([]cost, len(arms))
	for i, name := range c.names {
		b.Run("access="+name, func(b *testing.B) { c.measure(b, i) })
	}
}

var (
	nameable = regexp.MustCompile(`^[^\s/]+$`)
	procs    = regexp.MustCompile(`-[0-9]+$`) // as testing says GOMAXPROCS
)

// check says what is wrong with the rivals, before any runs.
func check(arms []Func) error {
	if len(arms) < 2 {
		return fmt.Errorf("there are %d functions, and two at least can be compared", len(arms))
	}
	seen := map[string]bool{}
	for i, arm := range arms {
		switch {
		case !nameable.MatchString(arm.Name):
			return fmt.Errorf("function %d is named %q: a part of a benchmark's name has a letter at least, no space and no slash", i, arm.Name)
		case procs.MatchString(arm.Name):
			return fmt.Errorf("function %d is named %q: what ends in -digits is read as GOMAXPROCS", i, arm.Name)
		case seen[arm.Name]:
			return fmt.Errorf("two functions are named %s", arm.Name)
		case arm.Run == nil:
			return fmt.Errorf("function %s has no Run", arm.Name)
		}
		seen[arm.Name] = true
	}
	return nil
}

// comparison is the rivals of one call.
type comparison struct {
	clocks func() loop.Clocks
	names  []string
	ops    []bench.Op
	costs  []cost // found out when first needed
}

// cost is what is known of an op before it is timed.
type cost struct {
	lives   int // of a sample; 0 means that nothing is known yet
	life    time.Duration
	objects float64 // allocations a life
	size    bench.Bytes
}

func (c *comparison) cost(timer *loop.Loop, i int) cost {
	k := &c.costs[i]
	if k.lives > 0 {
		return *k
	}
	k.lives, k.life = pace(timer, c.ops[i])
	k.objects, k.size = loop.LeastAllocations(c.ops[i], k.lives)
	return *k
}

// measure is the sub-benchmark of rival own. The timer of b runs for both
// rivals, so that -benchtime means the time that it takes; what it would say of
// one life is replaced.
func (c *comparison) measure(b *testing.B, own int) {
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	timer := loop.New(c.clocks(), rand.New(rand.NewPCG(nextSeed(), 1)))
	var names []string
	var ops []bench.Op
	var lives []int
	var life []time.Duration
	for _, i := range []int{0, max(own, 1)} {
		k := c.cost(timer, i)
		names, ops, lives, life = append(names, c.names[i]), append(ops, c.ops[i]), append(lives, k.lives), append(life, k.life)
	}
	lives, timer.Long = loop.AlikeOps(lives), loop.LongOps(life)
	t := tally{at: min(own, 1)}
	b.ReportAllocs()
	b.ResetTimer()
	for t.lives < b.N {
		samples, err := timer.Round(ops, lives)
		if err != nil {
			b.Fatalf("compare: %v", named(err, names))
		}
		t.add(samples)
	}
	b.StopTimer()
	b.ReportMetric(c.costs[own].objects, "allocs/op")
	b.ReportMetric(float64(c.costs[own].size), "B/op")
	t.report(b, timer.Clocks.CPU != nil)
}

// tally is what the rounds of a sub-benchmark add up to.
type tally struct {
	at        int // which sample of a round is the rival's own
	lives     int // and how many lives it has had
	wall, cpu time.Duration
	logs      []float64 // of how many times faster than the first the second rival was, by round
}

func (t *tally) add(round []loop.Sample) {
	own := round[t.at]
	t.lives, t.wall, t.cpu = t.lives+own.Ops, t.wall+own.Wall, t.cpu+own.CPU
	t.logs = append(t.logs, math.Log(wallTime.life(round[0])/wallTime.life(round[1])))
}

func (t *tally) report(b *testing.B, cpu bool) {
	b.ReportMetric(float64(t.wall)/float64(t.lives), "ns/op")
	if cpu {
		b.ReportMetric(float64(t.cpu)/float64(t.lives), "cpu-ns/op")
	}
	if t.at > 0 {
		b.ReportMetric(math.Exp(interval.TrimmedMean(t.logs, 0.5)), "speedup") // Note: a median, as one preempted sample drags a mean
	}
}
