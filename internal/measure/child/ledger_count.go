package child

import (
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// ledgerOps is the maximum number of operations over which their work is counted.
const ledgerOps = 8

// readCount counts calls of a block's Kernel.
type readCount struct {
	calls, bytes int
	at           uintptr // where the bytes of the last call begin
}

// through is a consumer that counts.
func (r *readCount) through(consume bench.Consumer) bench.Consumer {
	return func(p []byte, passes int) uint64 {
		r.calls++
		r.bytes += len(p)
		r.at = address(p)
		return consume(p, passes)
	}
}

// countArms counts the work of every arm of the visit. It opens a source of its own,
// because the counting of reads slows the arms.
func (k bookkeeper) countArms(v launch.Visit, l *launch.Ledger) error {
	reads := &readCount{}
	info := k.scenario.Describe()
	open, err := k.stage.openWith(v, k.job.Seed, func(b *bench.Block) {
		if info.Kernel != nil {
			b.Kernel = reads.through(info.Kernel)
		}
	})
	if err != nil {
		return err
	}
	defer open.close()
	k.heap.ready(v, open.ops)
	rivals := k.scenario.Rivals()
	for i, op := range open.ops {
		w := k.work(op, min(v.Ops[i], ledgerOps), reads)
		w.Copied, w.System, w.Mapped = op.Cost.Copied, op.Cost.System, op.Cost.Mapped
		w.InC, w.Zeroed, w.Pieces, w.Cleanups = op.Cost.InC, op.Cost.Zeroed, op.Cost.Pieces, op.Cost.Cleanups
		w.Place = placeOf(reads.at, open.block.Owner().Memory)
		w.Protocol = lookups(info, rivals[v.Arms[i]].Name)
		l.Works = append(l.Works, w)
		r := &l.Record.Rivals[i]
		r.Moved = w.Copied + w.System
		for _, o := range w.Objects {
			r.Allocs += o.PerOp
		}
		r.Allocated = bench.Bytes(w.Allocated())
	}
	return nil
}

// lookups are the probes that make up the set-up of a view, beside the call of the
// kernel. Reading has a price of its own.
func lookups(info bench.Info, arm string) []string {
	for _, c := range info.Contests {
		if c.View == arm && len(c.Setup) > 0 {
			return slices.DeleteFunc(slices.Clone(c.Setup), func(name string) bool { return name == "kernel-call" })
		}
	}
	return nil
}

// work counts what n operations do, three times, and returns the count with the fewest
// objects: other goroutines allocate too, but not every time. The collector is off
// meanwhile.
func (k bookkeeper) work(op bench.Op, n int, reads *readCount) launch.Work {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	nothing := k.amounts(bench.Op{Run: func(int) uint64 { return 0 }}, 1, reads)
	k.kept += op.Do(1)
	var best launch.Work
	for try := range 3 {
		seen := k.amounts(op, n, reads)
		w := seen.less(nothing).perOp(float64(n))
		if try == 0 || w.Allocated() < best.Allocated() {
			best = w
		}
	}
	return best
}

// amounts are what this process has done during some operations.
type amounts struct {
	heap     runtime.MemStats // differences of Mallocs, TotalAlloc and BySize only
	calls    int64
	requests uint64
	reads    readCount
}

// amounts counts during n operations.
func (k bookkeeper) amounts(op bench.Op, n int, reads *readCount) (a amounts) {
	var before runtime.MemStats
	op.Held(func() {
		runtime.ReadMemStats(&before)
		calls, requests := runtime.NumCgoCall(), k.requests()
		*reads = readCount{}
		k.kept += op.Run(n)
		a.reads = *reads
		a.requests = k.requests() - requests
		a.calls = runtime.NumCgoCall() - calls
		runtime.ReadMemStats(&a.heap)
	})
	a.heap.Mallocs -= before.Mallocs
	a.heap.TotalAlloc -= before.TotalAlloc
	for i := range a.heap.BySize {
		a.heap.BySize[i].Mallocs -= before.BySize[i].Mallocs
	}
	return a
}

// requests are the system calls of this process that read or wrote; 0 if nobody counts
// them.
func (k bookkeeper) requests() uint64 {
	if k.shop.Requests == nil {
		return 0
	}
	n, _ := k.shop.Requests()
	return n
}

// less is a without the price of counting.
func (a amounts) less(price amounts) amounts {
	a.heap.Mallocs -= min(price.heap.Mallocs, a.heap.Mallocs)
	a.heap.TotalAlloc -= min(price.heap.TotalAlloc, a.heap.TotalAlloc)
	for i := range a.heap.BySize {
		a.heap.BySize[i].Mallocs -= min(price.heap.BySize[i].Mallocs, a.heap.BySize[i].Mallocs)
	}
	a.calls -= min(price.calls, a.calls)
	a.requests -= min(price.requests, a.requests)
	return a
}

// perOp is what one of n operations did.
func (a amounts) perOp(n float64) (w launch.Work) {
	large, bytes := a.heap.Mallocs, a.heap.TotalAlloc
	for _, class := range a.heap.BySize {
		if class.Mallocs == 0 || class.Size == 0 {
			continue
		}
		w.Objects = append(w.Objects, launch.Objects{Size: bench.Bytes(class.Size), PerOp: float64(class.Mallocs) / n})
		large -= min(class.Mallocs, large)
		bytes -= min(class.Mallocs*uint64(class.Size), bytes)
	}
	if large > 0 && bytes/large > largestClass {
		w.Objects = append(w.Objects, launch.Objects{Size: bench.Bytes(bytes / large), PerOp: float64(large) / n})
	}
	w.Calls, w.Requests = float64(a.calls)/n, float64(a.requests)/n
	if a.reads.calls > 0 {
		w.Reads, w.Piece = float64(a.reads.calls)/n, bench.Bytes(a.reads.bytes/a.reads.calls)
	}
	return w
}

// largestClass is a size in the size classes of [runtime.MemStats]: larger objects may be
// in none. The rest of smaller objects are tiny ones, several to a block.
const largestClass = 16 << 10
