package benchtest

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// duel measures the two arms of a claim in one case, block by block. Its loop belongs
// to the thread that made it.
type duel struct {
	claim Claim
	point bench.Case
	loop  *loop.Loop
	n     []int // operations per sample, of fast and slow
	clock clock
}

func (c Claim) duel(point bench.Case) *duel {
	by := c.clocks
	if by == nil {
		by = clocks.System
	}
	timer := loop.New(by(), rand.New(rand.NewPCG(nextSeed(), 1)))
	return &duel{claim: c, point: point, loop: timer, n: make([]int, 2)}
}

// names are the names of the ops.
func (d *duel) names() []string { return []string{d.claim.Fast, d.claim.Slow} }

// on opens the two arms, fast and slow, on a fresh source.
func (d *duel) on(measure func(ops []bench.Op) error) error {
	block := bench.NewBlock(d.point, nextSeed())
	defer block.Close()
	all, err := d.claim.Scenario.Open(block)
	if err != nil {
		return err
	}
	var ops []bench.Op
	for _, name := range d.names() {
		ops = append(ops, all[slices.Index(d.claim.arms(), name)])
	}
	d.loop.Rand = block.Rand
	runtime.GC() // or the source of the block before would be collected within a sample
	return named(measure(ops), d.names())
}

// prepare lets the arms check each other's checksums. Then it finds how many
// operations make a sample, and the clock that counts. Its block counts for nothing
// else.
func (d *duel) prepare() error {
	return d.on(func(ops []bench.Op) error {
		if err := agree(ops, d.names()); err != nil {
			return err
		}
		allocates := false
		least := make([]time.Duration, len(ops))
		for i, op := range ops {
			d.n[i], least[i] = pace(d.loop, op)
			objects, _ := loop.Allocations(op, d.n[i])
			allocates = allocates || op.Cost.Allocs != 0 || objects >= 0.5
		}
		d.n, d.loop.Long = loop.AlikeOps(d.n), loop.LongOps(least)
		rounds, err := d.loop.Rounds(ops, d.n, loop.Extent{Rounds: 2, Span: 1})
		if err != nil {
			return err
		}
		d.clock = clockFor(rounds, allocates)
		return nil
	})
}

const (
	// blocksMost is the maximum number of blocks of a case: each lasts at least that part
	// of its time. Note: an interval takes time quadratic in their number.
	blocksMost = 600
	// trim is the part that is cut from each end before a mean over rounds: a preempted
	// sample is an outlier, and the speed of a shared machine changes often.
	trim = 0.4
)

// block is the log of how many times as fast as slow fast is, on a fresh source. If
// rounds are long, a block has few of them: an interval needs blocks more than rounds.
func (d *duel) block() (ratio float64, err error) {
	x := loop.Extent{Rounds: 4, Span: max(d.claim.maxTime()/blocksMost, 1)}
	err = d.on(func(ops []bench.Op) error {
		rounds, err := d.loop.Rounds(ops, d.n, x)
		if err != nil {
			return err
		}
		var logs []float64
		for _, round := range rounds {
			logs = append(logs, math.Log(d.clock.op(round[1])/d.clock.op(round[0])))
		}
		ratio = interval.TrimmedMean(logs, trim)
		return nil
	})
	return ratio, err
}
