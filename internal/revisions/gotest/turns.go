package gotest

import (
	"context"
	"math/rand/v2"
)

// MeasureInTurns measures the same benchmarks of two binaries in two processes, sample
// by sample, in random order. Both binaries are built with [TurnsOverlay]; fresh copies
// of them run. While one process has its turn, the other one and its children are
// stopped. All turns are on one random processor, because two may differ in speed. The
// reported wall time of each process is half the time of both. The error is the end of
// ctx, or that processes cannot take turns.
//
// Two samples less than a millisecond apart meet the same neighbours on the machine and
// the same processor. Two launches one after the other do not.
func MeasureInTurns(ctx context.Context, binaries [2]Binary, l Launch, order *rand.Rand) (both [2]Result, err error) {
	return MeasureRivals(ctx, binaries, [2]Launch{l, l}, order)
}

// MeasureRivals is [MeasureInTurns] with a launch for each binary: two benchmarks of one
// package are measured against each other. Both launches have the same number of samples.
func MeasureRivals(ctx context.Context, binaries [2]Binary, l [2]Launch, order *rand.Rand) (both [2]Result, err error) {
	var players [2]*player
	for i := range players {
		t, err := newTurn()
		if err != nil {
			return both, err
		}
		defer t.close()
		players[i] = &player{turn: t}
	}
	first := order.IntN(2)
	tossed := [2]int{first, 1 - first}
	for _, i := range tossed { // before a process starts: a fork holds files open, and a file open for writing cannot be executed
		var remove func()
		binaries[i], remove = binaries[i].fresh()
		defer remove()
	}
	for _, i := range tossed {
		p := players[i]
		p.child = binaries[i].begin(ctx, p.turn.attach, l[i].args()...)
		p.turn.started()
	}
	conduct(players, order)
	var left [2]ending
	for i, p := range players {
		left[i] = p.end()
	}
	if ctx.Err() != nil {
		return both, ctx.Err()
	}
	for i, p := range left {
		p.wall = max(left[0].wall, left[1].wall) / 2
		both[i] = binaries[i].resultOf(p, l[i])
	}
	return both, nil
}

// player is one of two processes that take turns.
type player struct {
	*child
	turn    *turn
	garbage bool // it has garbage to collect
	ended   bool
}

// wait waits until the process asks for its next turn, and stops the process.
func (p *player) wait() {
	garbage, ok := p.turn.wait()
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
	cpu := anyProcessor
	if all := processors(); len(all) > 0 {
		cpu = all[order.IntN(len(all))]
	}
	each := func(do func(*player)) {
		first := order.IntN(2)
		for _, p := range [2]*player{players[first], players[1-first]} {
			if !p.ended {
				do(p)
			}
			for _, either := range players {
				either.beat() // a stopped process prints nothing, and is not hung
			}
		}
	}
	each((*player).wait)
	for !players[0].ended || !players[1].ended {
		// Both collect if one must: the age of the last collection shows in a sample.
		purpose := takeSample
		if players[0].garbage || players[1].garbage {
			purpose = collectGarbage
		}
		each(func(p *player) {
			p.process.Continue()
			p.turn.give(cpu, purpose)
			p.wait()
		})
	}
}
