package child

import (
	"fmt"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// peakLives is how many lives are lived, one at a time. The first tells most: what
// an allocator has handed out once it need not ask the system for again.
const peakLives = 5

// blockLives is how many lives blocks are counted over.
const blockLives = 64

// peak sees how far one arm raises the memory of this process, and then what it
// leaves in a runtime beside Go. Garbage goes between lives, since how much of it
// piles up is the collector's policy and not the arm's. The heap is not settled:
// memory that was touched in advance is resident already.
func (c *child) peak() {
	c.begin(0)
	v := c.job.Visits[0]
	p := launch.Peaked{Case: v.Case, Arm: c.scenario.Rivals()[v.Arms[0]].Name, Lives: peakLives}
	c.collect(v)
	c.warm(v)
	err := c.raise(v, &p)
	if p.Skip = bench.Skipped(err); err == nil || p.Skip != nil {
		err = c.countBlocks(v, &p)
	}
	if err != nil {
		c.fault("%v", err)
		return
	}
	c.say(launch.Message{Peaked: &p})
}

// warm lives on next to nothing, so that code and libraries are loaded. What goes
// wrong shows at the size that is asked for.
func (c *child) warm(v launch.Visit) {
	defer func() { _ = recover() }()
	v.Case.Size = c.scenario.Describe().Grid.Round(64)
	open, err := c.open(v, c.job.Seed)
	if err != nil {
		return
	}
	defer open.close()
	c.kept += open.ops[0].Live(3)
	touch(c.job.Visits[0].Case.Size, c.job.Visits[0].Case.Size)
}

// raise fills in by how much lives raise the process beyond what the same number
// of lives that do nothing does: collecting and asking take some memory too.
func (c *child) raise(v launch.Visit, p *launch.Peaked) error {
	open, err := c.open(v, c.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	var grown [3]bench.Bytes
	for i, op := range []bench.Op{nothing, nothing, open.ops[0]} { // the first pays for what is done for the first time
		if grown[i], err = c.raised(op); err != nil {
			return err
		}
	}
	p.Grown = max(grown[2]-grown[1], 0)
	return nil
}

// raised is by how much lives of op raise this process.
func (c *child) raised(op bench.Op) (bench.Bytes, error) {
	before, err := c.highest(true)
	if err != nil {
		return 0, err
	}
	for range peakLives {
		c.kept += op.Live(1)
		debug.FreeOSMemory()
	}
	after, err := c.highest(false)
	return max(after-before, 0), err
}

// highest returns the most memory that this process had since the last reset. With anew
// it resets first. The error is a [*bench.Skip].
func (c *child) highest(anew bool) (bench.Bytes, error) {
	if c.shop.ResetPeak == nil || c.shop.Peak == nil {
		return 0, &bench.Skip{Reason: "this program does not ask the system"}
	}
	if anew {
		debug.FreeOSMemory()
		if err := c.shop.ResetPeak(); err != nil {
			return 0, &bench.Skip{Reason: err.Error(), Hint: "Linux from 4.0 on, where a process may write to its own clear_refs"}
		}
	}
	n, known := c.shop.Peak()
	if !known {
		return 0, &bench.Skip{Reason: "this system does not say how much memory a process had at most", Hint: "Linux"}
	}
	return bench.Bytes(n), nil
}

// countBlocks counts what lives take of the runtime beside Go: what they leave
// over many, and what they hold while they read, by way of the block's Kernel.
func (c *child) countBlocks(v launch.Visit, p *launch.Peaked) error {
	info := c.scenario.Describe()
	if info.Blocks == nil {
		return nil
	}
	var inside int64
	reads := false
	open, err := c.openWith(v, c.job.Seed, func(b *bench.Block) {
		if info.Kernel == nil {
			return
		}
		b.Kernel = func(p []byte, passes int) uint64 {
			if n, known := info.Blocks(); known {
				inside, reads = max(inside, n), true
			}
			return info.Kernel(p, passes)
		}
	})
	if err != nil {
		return err
	}
	defer open.close()
	c.kept += open.ops[0].Live(2) // fills the lists of free objects
	before, known := info.Blocks()
	if !known {
		return nil
	}
	inside, reads = 0, false
	c.kept += open.ops[0].Live(blockLives)
	after, known := info.Blocks()
	if !known {
		return fmt.Errorf("count the blocks of memory that are handed out: it could be counted before the lives of arm %s, and cannot behind them", p.Arm)
	}
	p.Blocks = &launch.Blocks{Left: float64(after-before) / blockLives}
	if reads {
		held := float64(inside - before)
		p.Blocks.Held = &held
	}
	return nil
}
