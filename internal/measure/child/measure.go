package child

import (
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// A launch visits each case for [launch.BlocksMin] blocks, and goes round again until
// it has measured startupFactor times as long as it took to start, and as long
// as it took to settle the heap, or every case has blocksMax blocks: a process
// that starts slowly must not cost more than it tells.
const (
	blocksMax     = 8
	startupFactor = 3
)

// A block lasts spanMin at least, and three times what its source took to
// make, up to spanMax: a launch that is all set-up tells little, and one whose
// set-up was slow for once must not last for ever.
const (
	spanMin = 8 * time.Millisecond
	spanMax = 60 * time.Millisecond
)

// measureAll measures every visit and then hands over the records: nothing is
// written while there is something to measure.
func (c *child) measureAll() {
	rng := rand.New(rand.NewPCG(c.job.Seed, 1))
	records := make([]*launch.Record, len(c.job.Visits))
	defer func() { c.hand(records) }()
	if c.timeAll(records, rng) && c.job.Counters {
		c.countAll(records, rng)
	}
}

// timeAll fills in the records with blocks. It is false after a fault.
func (c *child) timeAll(records []*launch.Record, rng *rand.Rand) bool {
	ready := time.Since(c.job.Spawned)
	var measured time.Duration
	for round := range blocksMax {
		if round >= launch.BlocksMin && measured >= startupFactor*startup(ready, records[0])+c.settling {
			break
		}
		for i, v := range c.job.Visits {
			c.begin(i)
			if records[i] == nil {
				records[i] = c.record(v)
			}
			from := time.Now()
			block, span := c.block(v, records[i], rng.Uint64())
			records[i].Took += time.Since(from)
			if block == nil {
				return false
			}
			measured += span
			records[i].Blocks = append(records[i].Blocks, *block)
		}
	}
	return true
}

// startup is what the launch cost before it could measure: the process, and
// what the first source took longer than the second (a Python to start, a
// library to load).
func startup(ready time.Duration, first *launch.Record) time.Duration {
	return ready + max(0, first.Blocks[0].Setup-first.Blocks[1].Setup)
}

// hand says the records that have enough blocks, also when a later visit
// panicked.
func (c *child) hand(records []*launch.Record) {
	for _, r := range records {
		if r != nil && len(r.Blocks) >= launch.BlocksMin {
			c.say(launch.Message{Record: r})
		}
	}
}

func (c *child) record(v launch.Visit) *launch.Record {
	r := &launch.Record{
		Scenario: c.job.Scenario, Case: v.Case, Seed: c.job.Seed, Procs: runtime.GOMAXPROCS(0),
		Clock: v.Clock, Collector: v.Collector,
	}
	rivals := c.scenario.Rivals()
	for _, i := range v.Arms {
		r.Rivals = append(r.Rivals, launch.Rival{Name: rivals[i].Name})
	}
	for _, chosen := range v.References {
		r.Rivals = append(r.Rivals, launch.Rival{Name: chosen.Role})
	}
	return r
}

// block measures one fresh source. It returns nil after a fault.
func (c *child) block(v launch.Visit, r *launch.Record, seed uint64) (*launch.Block, time.Duration) {
	c.collect(v)
	open, err := c.open(v, seed)
	if err != nil {
		c.fault("%v", err)
		return nil, 0
	}
	defer open.close()
	if len(r.Blocks) == 0 {
		c.account(v, r, open.ops)
	}
	c.ready(v)
	begin := time.Now()
	timer := loop.New(c.shop.Clocks, open.block.Rand)
	x := c.job.Extent
	x.Span = c.span(open)
	timer.Long = v.Long
	rounds, err := timer.Rounds(open.ops, v.Lives, x)
	if err != nil {
		c.fault("%v", c.named(v, err))
		return nil, 0
	}
	span := time.Since(begin)
	return &launch.Block{
		Seed: seed, Setup: open.setup, At: open.at(), Sources: 1 + len(open.ring), Rounds: rounds,
		Asked: open.pages.asked, Granted: c.granted(v),
	}, span
}

// span is how long a block is measured at least.
func (c *child) span(open *opened) time.Duration {
	return max(c.job.Extent.Span, spanMin, min(3*open.setup, spanMax))
}

// granted is how much of this process lies in huge pages. It is asked only
// where a buffer is large enough for one: reading it takes a page walk.
func (c *child) granted(v launch.Visit) bench.Bytes {
	if v.Case.Size < launch.HugeFrom || c.shop.HugeBytes == nil {
		return 0
	}
	n, _ := c.shop.HugeBytes()
	return bench.Bytes(n)
}

// account counts what a life of each rival allocates in this launch.
func (c *child) account(v launch.Visit, r *launch.Record, ops []bench.Op) {
	for i, op := range ops {
		r.Rivals[i].Moved = op.Cost.Copied + op.Cost.System
		r.Rivals[i].Allocs, r.Rivals[i].Allocated = allocations(op, v.Lives[i])
	}
}

// allocations is what a life of op allocates. It is counted again where that is
// not what the op declares, as another goroutine's is counted with it.
func allocations(op bench.Op, lives int) (objects float64, size bench.Bytes) {
	if objects, size = loop.Allocations(op, lives); objects != float64(op.Cost.Allocs) {
		return loop.LeastAllocations(op, lives)
	}
	return objects, size
}
