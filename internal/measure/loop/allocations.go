package loop

import (
	"runtime"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
)

// countedOps is the maximum number of operations in which allocations are counted.
const countedOps = 8

// Allocations returns what one operation allocates on the Go heap: objects and bytes,
// the mean over n operations, of which it runs at most eight. Allocations of other
// goroutines are counted too. The collector is off meanwhile: a cycle empties the
// runtime's pools, and filling them would count as the operation's. An operation on
// 5 MiB usually meets a cycle, and one count of a hundred meets a stray one.
func Allocations(op bench.Op, n int) (objects float64, size bench.Bytes) {
	n = min(n, countedOps)
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var before, after runtime.MemStats
	op.Held(func() {
		runtime.ReadMemStats(&before)
		sink += op.Run(n)
		runtime.ReadMemStats(&after)
	})
	objects = float64(after.Mallocs-before.Mallocs) / float64(n)
	return objects, bench.Bytes(after.TotalAlloc-before.TotalAlloc) / bench.Bytes(n)
}

// counts is how often [LeastAllocations] counts.
const counts = 3

// LeastAllocations is the least of three counts of [Allocations]: another goroutine
// may allocate meanwhile, but not every time.
func LeastAllocations(op bench.Op, n int) (objects float64, size bench.Bytes) {
	objects, size = Allocations(op, n)
	for range counts - 1 {
		again, sizeAgain := Allocations(op, n)
		objects, size = min(objects, again), min(size, sizeAgain)
	}
	return objects, size
}
