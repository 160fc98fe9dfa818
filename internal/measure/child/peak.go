package child

import (
	"fmt"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// peakOps is the number of operations, one at a time. The first one tells most: an
// allocator hands out the same memory again without asking the system.
const peakOps = 5

// blockOps is the number of operations over which blocks are counted.
const blockOps = 64

// climber finds the maximum memory of one arm.
type climber struct{ *room }

// all finds how far one arm raises the memory of this process, and then what it leaves in
// a runtime beside Go. Garbage goes between operations: how much of it piles up is the
// collector's policy and not the arm's. The heap is not settled, because memory that was
// touched in advance is resident already.
func (k climber) all() {
	k.answers.begin(0)
	v := k.job.Visits[0]
	p := launch.Peak{Case: v.Case, Arm: k.scenario.Rivals()[v.Arms[0]].Name, Ops: peakOps}
	k.heap.collect(v)
	k.warm(v)
	err := k.raise(v, &p)
	if p.Skip = bench.Skipped(err); err == nil || p.Skip != nil {
		err = k.countBlocks(v, &p)
	}
	if err != nil {
		k.answers.fault("%v", err)
		return
	}
	k.answers.say(launch.Message{Peak: &p})
}

// warm runs a few operations on next to nothing, so that code and libraries are loaded.
// Faults show later, at the size of the job.
func (k climber) warm(v launch.Visit) {
	defer func() { _ = recover() }()
	v.Case.Size = k.scenario.Describe().Grid.Round(64)
	open, err := k.stage.open(v, k.job.Seed)
	if err != nil {
		return
	}
	defer open.close()
	k.kept += open.ops[0].Do(3)
	touch(k.job.Visits[0].Case.Size, k.job.Visits[0].Case.Size, false)
}

// raise fills in by how much operations raise the memory of the process, less the same
// number of operations that do nothing: collecting and asking take memory too.
func (k climber) raise(v launch.Visit, p *launch.Peak) error {
	open, err := k.stage.open(v, k.job.Seed)
	if err != nil {
		return err
	}
	defer open.close()
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	var grown [3]bench.Bytes
	for i, op := range []bench.Op{nothing, nothing, open.ops[0]} { // the first one pays for first calls
		if grown[i], err = k.raised(op); err != nil {
			return err
		}
	}
	p.Grown = max(grown[2]-grown[1], 0)
	return nil
}

// raised is by how much operations of op raise the memory of this process.
func (k climber) raised(op bench.Op) (bench.Bytes, error) {
	before, err := k.highest(true)
	if err != nil {
		return 0, err
	}
	for range peakOps {
		k.kept += op.Do(1)
		debug.FreeOSMemory()
	}
	after, err := k.highest(false)
	return max(after-before, 0), err
}

// highest returns the maximum memory of this process since the last reset. With anew it
// resets first. The error is a [*bench.Skip].
func (k climber) highest(anew bool) (bench.Bytes, error) {
	if k.shop.ResetPeak == nil || k.shop.Peak == nil {
		return 0, &bench.Skip{Reason: "this program does not ask the system"}
	}
	if anew {
		giveBack()
		if err := k.shop.ResetPeak(); err != nil {
			return 0, &bench.Skip{Reason: err.Error(), Hint: "Linux from 4.0 on, where a process may write to its own clear_refs"}
		}
	}
	n, known := k.shop.Peak()
	if !known {
		return 0, &bench.Skip{Reason: "this system does not say how much memory a process had at most", Hint: "Linux"}
	}
	return bench.Bytes(n), nil
}

// countBlocks counts the blocks of the runtime beside Go: those that operations leave,
// over many of them, and those that they hold when they call the block's Kernel.
func (k climber) countBlocks(v launch.Visit, p *launch.Peak) error {
	info := k.scenario.Describe()
	if info.Blocks == nil {
		return nil
	}
	var inside int64
	reads := false
	open, err := k.stage.openWith(v, k.job.Seed, func(b *bench.Block) {
		if info.Kernel == nil {
			return
		}
		b.Kernel = func(held []byte, passes int) uint64 {
			if n, known := info.Blocks(); known {
				inside, reads = max(inside, n), true
			}
			return info.Kernel(held, passes)
		}
	})
	if err != nil {
		return err
	}
	defer open.close()
	k.kept += open.ops[0].Do(2) // fills the lists of free objects
	before, known := info.Blocks()
	if !known {
		return nil
	}
	inside, reads = 0, false
	k.kept += open.ops[0].Do(blockOps)
	after, known := info.Blocks()
	if !known {
		return fmt.Errorf("count the blocks of memory that are handed out: it could be counted before the operations of arm %s, and not after them", p.Arm)
	}
	p.Blocks = &launch.Blocks{Left: float64(after-before) / blockOps}
	if reads {
		held := float64(inside - before)
		p.Blocks.Held = &held
	}
	return nil
}
