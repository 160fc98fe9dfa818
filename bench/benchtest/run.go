package benchtest

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// seed makes blocks differ between cases. Note: go test repeats each name by
// itself for -count, so all repetitions of a case share one block, which is
// one layout; start go test anew to draw another.
var seed struct {
	sync.Mutex
	next uint64
}

func nextSeed() uint64 {
	seed.Lock()
	defer seed.Unlock()
	seed.next++
	return seed.next
}

// announce prints once the directions of units, for benchstat.
var announce = sync.OnceFunc(func() {
	for _, u := range loop.Units() {
		fmt.Println(u)
	}
})

// Run benchmarks every case of s with every arm, under the names of `bufbench run`.
// The source is opened before the first arm of a case and closed after its last,
// outside the timing. A scenario that cannot run here is skipped with its reason.
//
// Configuration lines precede a case: the versions of libraries and runtimes beside
// Go, and its further axes. So benchstat never mixes rows with different ones.
func Run(b *testing.B, s bench.Scenario) {
	info := s.Describe()
	needs(b, info)
	announce()
	versions := versionsOf(info)
	var shown []bench.Axis
	for _, c := range info.Grid.Cases() {
		configure(&shown, slices.Concat(versions, c.Axes))
		runCase(b, s, c)
	}
	configure(&shown, nil)
}

// versionsOf are the known versions, as axes of one value.
func versionsOf(info bench.Info) (known []bench.Axis) {
	if info.Versions == nil {
		return nil
	}
	for _, v := range info.Versions() {
		if v.Number != "" {
			known = append(known, bench.Axis{Key: v.Of, Value: v.Number})
		}
	}
	return known
}

// configure prints the axes that changed as configuration lines; an empty
// value takes a key back.
func configure(shown *[]bench.Axis, axes []bench.Axis) {
	for _, a := range *shown {
		if (bench.Case{Axes: axes}).Get(a.Key) == "" {
			fmt.Printf("%s:\n", a.Key)
		}
	}
	for _, a := range axes {
		if (bench.Case{Axes: *shown}).Get(a.Key) != a.Value {
			fmt.Printf("%s: %s\n", a.Key, a.Value)
		}
	}
	*shown = axes
}

// opened is the block of one case. It is opened on first use.
type opened struct {
	scenario bench.Scenario
	block    *bench.Block
	ops      []bench.Op
	err      error
}

func (o *opened) op(c bench.Case, i int) (bench.Op, error) {
	if o.block == nil {
		o.block = bench.NewBlock(c, nextSeed())
		o.ops, o.err = o.scenario.Open(o.block)
	}
	if o.err != nil {
		return bench.Op{}, o.err
	}
	return o.ops[i], nil
}

func (o *opened) close() {
	if o.block != nil {
		o.block.Close()
	}
}

func runCase(b *testing.B, s bench.Scenario, c bench.Case) {
	o := &opened{scenario: s}
	defer o.close()
	for i, rival := range s.Rivals() {
		b.Run(c.SubName(rival.Name), func(b *testing.B) {
			if n := c.Get(bench.Goroutines); n != "" {
				b.Skipf("go test measures one goroutine (try: bufbench run -axis %s=%s)", bench.Goroutines, n)
			}
			op, err := o.op(c, i)
			switch skip := bench.Skipped(err); {
			case skip != nil:
				b.Skip(skip)
			case err != nil:
				b.Fatal(err)
			}
			measure(b, c, op)
		})
	}
}

func measure(b *testing.B, c bench.Case, op bench.Op) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	b.ReportAllocs()
	b.SetBytes(int64(c.Consumed()))
	by := clocks.System()
	var s loop.Sample
	op.Held(func() {
		b.ResetTimer()
		s = by.Sample(op, b.N)
		b.StopTimer()
	})
	b.ReportMetric(float64(op.Cost.Copied+op.Cost.System), "copied-B/op")
	if by.CPU != nil {
		b.ReportMetric(float64(s.CPU)/float64(b.N), "cpu-ns/op")
	}
	if by.Usage != nil {
		b.ReportMetric(float64(s.Usage.Faults)/float64(b.N), "minflt/op")
	}
}
