package child

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// bookkeeper measures arms beside the prices of what they do.
type bookkeeper struct{ *room }

// all hands over the ledger of the one visit.
func (k bookkeeper) all() {
	k.answers.begin(0)
	from := time.Now()
	l, err := k.ledger(k.job.Visits[0])
	if err != nil {
		k.answers.fault("%v", err)
		return
	}
	l.Record.Took = time.Since(from)
	k.answers.say(launch.Message{Ledger: l})
}

// ledger counts the work of the arms, opens a price for each part of it, and times arms and
// prices in turn.
func (k bookkeeper) ledger(v launch.Visit) (*launch.Ledger, error) {
	v.References, v.Ops = nil, v.Ops[:len(v.Arms)]
	v.Long = v.Long[:min(len(v.Long), len(v.Arms))]
	l := &launch.Ledger{Record: *measurer(k).record(v)}
	k.heap.collect(v)
	if err := k.countArms(v, l); err != nil {
		return nil, fmt.Errorf("count what operations do: %w", err)
	}
	rng := rand.New(rand.NewPCG(k.job.Seed, 2))
	for range launch.BlocksMin {
		if err := k.block(v, l, rng.Uint64()); err != nil {
			return nil, err
		}
	}
	l.Record.Clock = clockOf(l)
	l.Collector = k.collected(v) // behind all timing, because it leaves the heap in pieces
	if err := k.countEvents(v, l, rng.Uint64()); err != nil {
		l.Lacks = append(l.Lacks, fmt.Sprintf("perf counters: count events: %v", err))
	}
	return l, nil
}

// countEvents counts the events of the arms, behind all else: timed operations never follow
// counted ones.
func (k bookkeeper) countEvents(v launch.Visit, l *launch.Ledger, seed uint64) error {
	if !k.job.Counters || k.shop.Counters == nil {
		return nil
	}
	set := k.shop.Counters()
	defer set.Close()
	return tallier(k).count(v, &l.Record, set, seed)
}

// block times arms and prices on one fresh source.
func (k bookkeeper) block(v launch.Visit, l *launch.Ledger, seed uint64) error {
	begin := time.Now()
	open, err := k.stage.open(v, seed)
	if err != nil {
		return err
	}
	defer open.close()
	shop, err := k.prices(v, l, open)
	if err != nil {
		return err
	}
	defer shop.close()
	setup := time.Since(begin)
	if len(l.Record.Blocks) == 0 {
		k.countPrices(l, shop)
		k.heap.touched = 0 // what was counted has used the heap, without touching it
	}
	k.heap.ready(v, open.ops)
	ops := append(open.ops[:len(open.ops):len(open.ops)], shop.ops...)
	timer := loop.New(k.shop.Clocks, open.block.Rand)
	timer.Long = v.Long
	counts := v.Ops[:len(v.Ops):len(v.Ops)]
	for _, op := range shop.ops {
		counts = append(counts, timer.Calibrate(op))
	}
	x := k.job.Extent
	x.Span = max(open.span(x.Span), time.Duration(len(ops))*ledgerSpan)
	rounds, err := timer.Rounds(ops, counts, x)
	if err != nil {
		return k.named(v, err)
	}
	l.Record.Blocks = append(l.Record.Blocks, launch.Block{
		Seed: seed, Setup: setup, At: open.at(), Sources: 1 + len(open.ring), Rounds: rounds,
		Asked: open.pages.asked, Granted: measurer(k).granted(v),
	})
	return nil
}

// clockOf chooses the clock of a budget. It is the CPU time of the thread if every arm does
// its work there, because no preemption spoils it. The collector's work on other threads
// has a figure of its own. It is wall time if an arm waits or lets others work.
func clockOf(l *launch.Ledger) launch.Clock {
	for arm := range len(l.Record.Rivals) - len(l.Prices) {
		alone := false // in one sample at least, as any may be preempted
		for _, b := range l.Record.Blocks {
			for _, round := range b.Rounds {
				s := round[arm]
				alone = alone || s.CPU > 0 && float64(s.CPU+reading) > 0.98*float64(s.Wall)
			}
		}
		if !alone {
			return launch.Wall
		}
	}
	return launch.Thread
}

// ledgerSpan is the time of a block per rival: about 60 samples.
const ledgerSpan = 3 * time.Millisecond

// referenceOf is the op of a probe; false if this program has none.
func (k bookkeeper) referenceOf(name string, g reference.Ground) (bench.Op, bool) {
	for _, r := range k.stage.references {
		if r.Role == reference.Probe(name) {
			return r.Open(g), true
		}
	}
	return bench.Op{}, false
}
