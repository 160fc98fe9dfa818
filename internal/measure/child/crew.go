package child

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// crew does the operations of one arm on several goroutines. Each has an op on a source of
// its own, with data of its own. The operations of a sample are handed out in pieces, so
// that no goroutine waits long for the last one.
type crew struct {
	ops   []bench.Op
	once  []uint64 // the checksum of one operation, by goroutine
	procs int

	start  []chan struct{} // one per goroutine
	ready  sync.WaitGroup  // all goroutines are done
	piece  int64
	left   atomic.Int64  // operations that nobody took yet
	excess atomic.Uint64 // checksums, less those that the operations should have
	failed atomic.Value  // the reason of a panic, as text
}

// pieces is how many pieces a sample has per processor: each lasts as long as a sample of
// a single goroutine.
const pieces = int64(launch.CrewTarget / loop.DefaultTarget)

// newCrew starts a goroutine per op. The caller ends them.
func newCrew(ops []bench.Op, procs int) *crew {
	c := &crew{ops: ops, procs: procs}
	for _, op := range ops {
		c.once = append(c.once, op.Run(1))
		c.start = append(c.start, make(chan struct{}, 1))
	}
	for i := range ops {
		go c.work(i)
	}
	return c
}

// end ends the goroutines.
func (c *crew) end() {
	for _, s := range c.start {
		close(s)
	}
}

// op is the crew as an op. Its checksum is that of the first goroutine's operation times
// their number, as long as each operation returns the checksum of its own source.
func (c *crew) op() bench.Op {
	op := c.ops[0]
	op.Run = c.run
	return op
}

func (c *crew) run(n int) uint64 {
	c.piece = max(int64(n)/(pieces*int64(c.procs)), 1)
	c.left.Store(int64(n))
	c.excess.Store(0)
	c.ready.Add(len(c.start))
	for _, s := range c.start {
		s <- struct{}{}
	}
	c.ready.Wait()
	if why := c.failed.Load(); why != nil {
		panic(why)
	}
	return uint64(n)*c.once[0] + c.excess.Load()
}

// work does pieces of samples until the crew ends. Between two pieces it lets others run,
// as a goroutine does that waits for its next message.
func (c *crew) work(i int) {
	for range c.start[i] {
		c.sample(i)
	}
}

func (c *crew) sample(i int) {
	defer c.ready.Done()
	defer func() {
		if p := recover(); p != nil {
			c.failed.Store(fmt.Sprintf("%v (goroutine %d of %d)", p, i+1, len(c.ops)))
		}
	}()
	run, once := c.ops[i].Run, c.once[i]
	var excess uint64
	for {
		n := c.take()
		if n == 0 {
			break
		}
		excess += run(n) - uint64(n)*once
		runtime.Gosched()
	}
	c.excess.Add(excess)
}

// take is how many operations the caller is to do next; 0 if none is left.
func (c *crew) take() int {
	before := c.left.Add(-c.piece) + c.piece
	return int(max(min(before, c.piece), 0))
}
