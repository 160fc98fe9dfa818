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

	// Run does n operations: everything to be timed, n times, in a loop inside. It
	// returns the wrapping sum of the operations' checksums of their bytes. The sum
	// keeps the compiler from leaving out the reading. Rivals check each other by it:
	// every operation of every rival has the same checksum.
	Run func(n int) uint64
}

// announceSpeedup prints once the direction of the unit, for benchstat.
var announceSpeedup = sync.OnceFunc(func() { fmt.Println("Unit speedup better=higher") })

// Compare is a benchmark of at least two rivals that do the same in different ways.
// Each is a sub-benchmark named access=Name. Its operations are timed in samples of
// about 50 µs, in rounds with samples of the first rival, in random order. The first
// rival is timed with samples of the second. So both sides of a factor meet the same
// disturbances.
//
//	ns/op      mean wall time of this rival's operations
//	cpu-ns/op  mean CPU time of the thread, if there is such a clock
//	speedup    median over rounds of how many times faster than the first rival this one is
//	B/op, allocs/op
//
// b.N is the minimum number of timed operations, and -benchtime the time of a
// sub-benchmark, both rivals together. On a busy machine, read the speedup: benchstat
// compares the means of two sub-benchmarks, and those come from different times. The
// speedup is a median, so it leaves out everything that strikes less than every second
// sample: another program, or a collection of a rival's garbage. ns/op holds all of
// it.
//
// If rivals return different checksums, Compare fails before it times anything.
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

// cost is the knowledge of an op before it is timed.
type cost struct {
	n       int           // operations per sample; 0 means that nothing is known yet
	op      time.Duration // of one operation
	objects float64       // allocations per operation
	size    bench.Bytes
}

func (c *comparison) cost(timer *loop.Loop, i int) cost {
	k := &c.costs[i]
	if k.n > 0 {
		return *k
	}
	k.n, k.op = pace(timer, c.ops[i])
	k.objects, k.size = loop.LeastAllocations(c.ops[i], k.n)
	return *k
}

// measure is the sub-benchmark of rival own. The timer of b runs for both rivals, so
// -benchtime is the time of the sub-benchmark. The timer's own figure per operation is
// replaced.
func (c *comparison) measure(b *testing.B, own int) {
	runtime.LockOSThread() // the CPU clock belongs to one thread
	defer runtime.UnlockOSThread()
	timer := loop.New(c.clocks(), rand.New(rand.NewPCG(nextSeed(), 1)))
	var names []string
	var ops []bench.Op
	var n []int
	var op []time.Duration
	for _, i := range []int{0, max(own, 1)} {
		k := c.cost(timer, i)
		names, ops, n, op = append(names, c.names[i]), append(ops, c.ops[i]), append(n, k.n), append(op, k.op)
	}
	n, timer.Long = loop.AlikeOps(n), loop.LongOps(op)
	t := tally{at: min(own, 1)}
	b.ReportAllocs()
	b.ResetTimer()
	for t.n < b.N {
		samples, err := timer.Round(ops, n)
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

// tally is the sum of the rounds of a sub-benchmark.
type tally struct {
	at        int // the index of the rival's own sample in a round
	n         int // the rival's operations so far
	wall, cpu time.Duration
	logs      []float64 // of how many times faster than the first the second rival was, by round
}

func (t *tally) add(round []loop.Sample) {
	own := round[t.at]
	t.n, t.wall, t.cpu = t.n+own.Ops, t.wall+own.Wall, t.cpu+own.CPU
	t.logs = append(t.logs, math.Log(wallTime.op(round[0])/wallTime.op(round[1])))
}

func (t *tally) report(b *testing.B, cpu bool) {
	b.ReportMetric(float64(t.wall)/float64(t.n), "ns/op")
	if cpu {
		b.ReportMetric(float64(t.cpu)/float64(t.n), "cpu-ns/op")
	}
	if t.at > 0 {
		b.ReportMetric(math.Exp(interval.TrimmedMean(t.logs, 0.5)), "speedup") // Note: a median, as one preempted sample drags a mean
	}
}
