package loop_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// BenchmarkLoopCost reports, in nanoseconds an operation, what the loop itself adds:
//
//   - empty: a sample of operations that do nothing, the empty sample subtracted;
//   - added: operations timed in a sample, less the same operations in one direct run
//     that is four times as long, right behind it.
//
// Both are medians.
func BenchmarkLoopCost(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	system := clocks.System()
	timer := loop.New(system, rand.New(rand.NewPCG(1, 1)))
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	something := bench.Op{Run: churn}
	perSample := []int{100_000, timer.Calibrate(something)}
	var empty, added []float64
	for b.Loop() {
		samples, err := timer.Round([]bench.Op{nothing, something}, perSample)
		if err != nil {
			b.Fatal(err)
		}
		direct := system.Sample(something, 4*perSample[1])
		empty = append(empty, perLife(samples[0]))
		added = append(added, perLife(samples[1])-perLife(direct))
	}
	b.ReportMetric(median(empty), "empty-ns/op")
	b.ReportMetric(median(added), "added-ns/op")
	b.ReportMetric(0, "ns/op") // of the benchmark itself: it says nothing
}

// churn does n operations of one dependent multiplication each.
//
//go:noinline
func churn(n int) uint64 {
	x := uint64(1)
	for range n {
		x = x*6364136223846793005 + 1442695040888963407
	}
	churned = x
	return 0
}

// churned keeps the work of churn alive.
var churned uint64

func perLife(s loop.Sample) float64 { return float64(s.Wall) / float64(s.Ops) }

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
