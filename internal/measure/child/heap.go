package child

import (
	"runtime"
	"runtime/debug"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// ready leaves the heap as lives are to find it, once the block is open.
func (c *child) ready(v launch.Visit) {
	if v.Collector && stateOf(v.Case) != bench.CacheFirst {
		c.settle(v.Case.Size)
		return
	}
	runtime.GC()
}

// collect sets the collector for a case: on, over the ballast, where an arm
// allocates, since its work is part of the price; off elsewhere.
func (c *child) collect(v launch.Visit) {
	if !v.Collector {
		debug.SetGCPercent(-1)
		return
	}
	if want := v.Case.BallastOr(c.job.Ballast); c.ballast == nil || bench.Bytes(len(c.ballast)) != want {
		c.ballast = make([]byte, want) // never touched: it costs address space, and raises the collector's goal
	}
	debug.SetGCPercent(100)
}

// settle brings the heap to where a program that has run for a while has it:
// all memory that will be allocated up to the collector's goal has been
// touched, and is free. Without it the first copies of a process pay for page
// faults and the later ones do not, and a launch would tell which part of the
// two it caught: a copy of 4 KiB takes five times, one of 4 MiB eight times as
// long on pages that nobody has touched.
//
// The memory is taken in pieces of the case's size, so that it is free in
// pieces that its copies fit into. The block must be open: what it holds is
// live, and raises the goal.
func (c *child) settle(size bench.Bytes) {
	begin := time.Now()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	const over = 4 // the collector runs beside the program, which allocates up to a quarter more meanwhile
	goal := bench.Bytes(m.NextGC + (m.NextGC-min(m.HeapAlloc, m.NextGC))/over)
	if goal <= c.touched+c.touched/16 { // one more would find next to nothing
		return
	}
	c.touched = goal
	debug.SetGCPercent(-1)
	touch(goal-bench.Bytes(m.HeapAlloc), max(size, 1*bench.MiB))
	debug.SetGCPercent(100)
	runtime.GC()
	c.settling += time.Since(begin)
}

// touch allocates pieces up to a total, writes to every page of them and lets
// them go.
func touch(total, piece bench.Bytes) {
	var pieces [][]byte
	for ; total > 0; total -= piece {
		p := make([]byte, piece)
		if !populate(p) {
			for i := 0; i < len(p); i += page {
				p[i] = 1
			}
		}
		pieces = append(pieces, p)
	}
	runtime.KeepAlive(pieces)
}

// page is the smallest of the systems that Go runs on.
const page = 4096
