package runner

import (
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// A launch visits each case for blocksMin blocks, and goes round again until
// it has measured startupFactor times as long as it took to start, or every
// case has blocksMax blocks: a process that starts slowly must not cost more
// than it tells.
const (
	blocksMin     = 2
	blocksMax     = 8
	startupFactor = 3
)

// measureAll measures every visit and then hands over the records: nothing is
// written while there is something to measure.
func (c *child) measureAll() {
	rng := rand.New(rand.NewPCG(c.job.Seed, 1))
	records := make([]*result.Record, len(c.job.Visits))
	defer func() { c.hand(records) }()
	ready := time.Since(c.job.Spawned)
	var measured time.Duration
	for round := range blocksMax {
		if round >= blocksMin && measured >= startupFactor*startup(ready, records[0]) {
			return
		}
		for i, v := range c.job.Visits {
			c.begin(i)
			if records[i] == nil {
				records[i] = c.record(v)
			}
			block, span := c.block(v, records[i], rng.Uint64())
			if block == nil {
				return
			}
			measured += span
			records[i].Blocks = append(records[i].Blocks, *block)
		}
	}
}

// startup is what the launch cost before it could measure: the process, and
// what the first source took longer than the second (a Python to start, a
// library to load).
func startup(ready time.Duration, first *result.Record) time.Duration {
	return ready + max(0, first.Blocks[0].Setup-first.Blocks[1].Setup)
}

// hand says the records that have enough blocks, also when a later visit
// panicked.
func (c *child) hand(records []*result.Record) {
	for _, r := range records {
		if r != nil && len(r.Blocks) >= blocksMin {
			c.say(Message{Record: r})
		}
	}
}

func (c *child) record(v Visit) *result.Record {
	r := &result.Record{Scenario: c.job.Scenario, Case: v.Case, Seed: c.job.Seed, Procs: runtime.GOMAXPROCS(0)}
	rivals := c.scenario.Rivals()
	for _, i := range v.Arms {
		r.Rivals = append(r.Rivals, result.Rival{Name: rivals[i].Name})
	}
	for _, chosen := range v.References {
		r.Rivals = append(r.Rivals, result.Rival{Name: chosen.Role})
	}
	return r
}

// block measures one fresh source. It returns nil after a fault.
func (c *child) block(v Visit, r *result.Record, seed uint64) (*result.Block, time.Duration) {
	c.collect(v.Collector)
	open, err := c.open(v, seed)
	if err != nil {
		c.fault("%v", err)
		return nil, 0
	}
	defer open.close()
	if len(r.Blocks) == 0 {
		c.account(v, r, open.ops)
	}
	runtime.GC()
	begin := time.Now()
	loop := bench.NewLoop(c.shop.Clocks, open.block.Rand)
	x := c.job.Extent
	x.Span = max(x.Span, 4*time.Millisecond, 2*open.setup)
	rounds, err := loop.Rounds(open.ops, v.Lives, x)
	if err != nil {
		c.fault("%v", c.named(v, err))
		return nil, 0
	}
	return &result.Block{Seed: seed, Setup: open.setup, Rounds: rounds}, time.Since(begin)
}

// account counts what a life of each rival allocates in this launch.
func (c *child) account(v Visit, r *result.Record, ops []bench.Op) {
	for i, op := range ops {
		lives := min(v.Lives[i], 8)
		r.Rivals[i].Moved = op.Cost.Copied + op.Cost.System
		r.Rivals[i].Allocs, r.Rivals[i].Allocated = op.Allocations(lives)
	}
}
