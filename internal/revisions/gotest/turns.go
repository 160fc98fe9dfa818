package gotest

import (
	"context"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/revisions/turns"
)

// MeasureInTurns measures the same benchmarks in a process of each of two
// binaries, which are built with the hooks of package turns: sample by sample, in
// an order that is tossed for each time. Both run fresh copies. A process is
// stopped, with all that it started, while the other one has its turn. All turns
// are on one processor, which is drawn: two may differ in speed. The wall time of
// each is half of what both took. The error is that ctx ended, or that no turns can
// be taken.
func MeasureInTurns(ctx context.Context, binaries [2]Binary, l Launch, order *rand.Rand) (both [2]Measured, err error) {
	var players [2]*player
	for i := range players {
		turn, err := turns.New()
		if err != nil {
			return both, err
		}
		defer turn.Close()
		players[i] = &player{turn: turn}
	}
	first := order.IntN(2)
	tossed := [2]int{first, 1 - first}
	for _, i := range tossed { // before a process starts: a fork holds files open, and what is open for writing cannot be executed
		var remove func()
		binaries[i], remove = binaries[i].fresh()
		defer remove()
	}
	for _, i := range tossed {
		p := players[i]
		p.running = binaries[i].begin(ctx, p.turn.Attach, l.args()...)
		p.turn.Started()
	}
	conduct(players, order)
	var left [2]printed
	for i, p := range players {
		left[i] = p.end()
	}
	if ctx.Err() != nil {
		return both, ctx.Err()
	}
	for i, p := range left {
		p.wall = max(left[0].wall, left[1].wall) / 2
		both[i] = binaries[i].measured(p, l)
	}
	return both, nil
}

// player is one of two processes that take turns.
type player struct {
	*running
	turn    *turns.Turn
	garbage bool // there is some to collect
	ended   bool
}

// wait waits for the process to want its next turn, and stops it there.
func (p *player) wait() {
	garbage, ok := p.turn.Wait()
	if p.garbage, p.ended = garbage, !ok; ok {
		p.process.Stop()
	}
}

// conduct gives turns until both processes have ended.
func conduct(players [2]*player, order *rand.Rand) {
	for _, p := range players {
		if p.process == nil {
			p.ended = true
		}
	}
	cpu := turns.Any
	if all := turns.Processors(); len(all) > 0 {
		cpu = all[order.IntN(len(all))]
	}
	each := func(do func(*player)) {
		first := order.IntN(2)
		for _, p := range [2]*player{players[first], players[1-first]} {
			if !p.ended {
				do(p)
			}
			for _, either := range players {
				either.beat() // the one that is stopped says nothing, for no fault of its own
			}
		}
	}
	each((*player).wait)
	for !players[0].ended || !players[1].ended {
		// Both collect when one must: how long ago that was tells in a sample.
		purpose := turns.Sample
		if players[0].garbage || players[1].garbage {
			purpose = turns.Collect
		}
		each(func(p *player) {
			p.process.Continue()
			p.turn.Give(cpu, purpose)
			p.wait()
		})
	}
}
