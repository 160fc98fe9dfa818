package child

import (
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// heap is Go's heap in this process, as operations are to find it.
type heap struct {
	standard bench.Bytes   // the ballast, unless a case says otherwise
	ballast  []byte        // live, and not touched but for prices
	touched  bench.Bytes   // how much of the heap was touched in advance
	walked   bool          // the ballast is touched (see [heap.room])
	read     bool          // operations read by system calls, so the system must have written to the heap before
	settling time.Duration // how long that took
}

// ready prepares the heap for operations, with the block open.
func (h *heap) ready(v launch.Visit, ops []bench.Op) {
	if !h.read && slices.ContainsFunc(ops, func(op bench.Op) bool { return op.Cost.System > 0 }) {
		h.read, h.touched = true, 0 // what was touched so far, the system did not write to
	}
	if v.Collector && stateOf(v.Case) != bench.CacheFirst {
		h.settle(v.Case.Size)
		return
	}
	runtime.GC()
}

// collect sets the collector for a case. It is on, over the ballast, if an arm
// allocates: then its work is part of the price. Otherwise it is off.
func (h *heap) collect(v launch.Visit) {
	if !v.Collector {
		debug.SetGCPercent(-1)
		return
	}
	if want := v.Case.BallastOr(h.standard); h.ballast == nil || bench.Bytes(len(h.ballast)) != want {
		h.ballast, h.walked = make([]byte, want), false // not touched: it costs address space, and raises the collector's goal
	}
	debug.SetGCPercent(100)
}

// settle brings the heap into the state of a program that has run for a while: all
// memory up to the collector's goal has been touched, and is free. Without it, the
// first copies of a process pay for page faults and the later ones do not. On pages
// that nobody has touched, a copy of 4 KiB takes five times as long, and one of 4 MiB
// eight times.
//
// The memory is taken in pieces of the case's size, so that copies fit into the free
// pieces. The block must be open: it is live memory, and raises the goal.
func (h *heap) settle(size bench.Bytes) {
	begin := time.Now()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	const over = 4 // the collector runs beside the program, which allocates up to a quarter more meanwhile
	goal := bench.Bytes(m.NextGC + (m.NextGC-min(m.HeapAlloc, m.NextGC))/over)
	if goal <= h.touched+h.touched/16 { // one more would find next to nothing
		return
	}
	h.touched = goal
	debug.SetGCPercent(-1)
	touch(goal-bench.Bytes(m.HeapAlloc), max(size, 1*bench.MiB), h.read)
	debug.SetGCPercent(100)
	runtime.GC()
	h.settling += time.Since(begin)
}

// touch allocates pieces up to a total, writes to each of their pages and lets them
// go. If read, the system writes to them too. On some virtual machines its first write to a
// page takes 4 µs, also if the program wrote to it before, and nobody counts a page fault.
func touch(total, piece bench.Bytes, read bool) {
	var pieces [][]byte
	var zeros *os.File // nil where there is no such file
	if read {
		zeros, _ = os.Open("/dev/zero")
		defer zeros.Close()
	}
	for ; total > 0; total -= piece {
		p := make([]byte, piece)
		if !populate(p) {
			for i := 0; i < len(p); i += page {
				p[i] = 1
			}
		}
		if zeros != nil {
			_, _ = io.ReadFull(zeros, p)
		}
		pieces = append(pieces, p)
	}
	runtime.KeepAlive(pieces)
}

// page is the smallest of the systems that Go runs on.
const page = 4096
