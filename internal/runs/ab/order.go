package ab

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/match"
)

// plan is what to measure, and until when.
type plan struct {
	groups  []match.Group
	layouts int // of each side; 0 means 1
	// enough reports whether a benchmark needs no more pairs. It is asked after each
	// pair. Until the better side is certain, the answer must not depend on it.
	enough func(s *series) bool
	saw    func(all []*series)  // called after each pair; may be nil
	seed   uint64               // of the order
	clock  func() time.Duration // time since some moment; nil means the system's clock
}

// measure measures pairs in rounds. A round has one pair of every group with a benchmark
// that needs more. The order of the groups, and of the sides within a pair, is random.
// Each layout of a side is drawn equally often. measure returns the series of all
// benchmarks in the order of the plan, also after an error.
func measure(ctx context.Context, p plan) ([]*series, error) {
	r := newRound(p)
	for {
		r.rand.Shuffle(len(r.groups), func(i, j int) { r.groups[i], r.groups[j] = r.groups[j], r.groups[i] })
		left := 0
		for _, g := range r.groups {
			names := g.left()
			if len(names) == 0 {
				continue
			}
			left++
			if err := r.pair(ctx, g, names); err != nil {
				return r.all, err
			}
			if r.saw != nil {
				r.saw(r.all)
			}
		}
		if left == 0 {
			return r.all, nil
		}
	}
}

// round is the state of a plan from round to round.
type round struct {
	plan
	rand   *rand.Rand
	groups []*groupState
	all    []*series
}

func newRound(p plan) *round {
	r := &round{plan: p, rand: rand.New(rand.NewPCG(p.seed, 0))}
	if r.clock == nil {
		start := time.Now()
		r.clock = func() time.Duration { return time.Since(start) }
	}
	for _, g := range p.groups {
		state := &groupState{Group: g, of: map[string]*series{}}
		for _, name := range g.Names {
			s := &series{name: name, index: len(r.all), layouts: p.layouts}
			state.of[name], r.all = s, append(r.all, s)
		}
		r.groups = append(r.groups, state)
	}
	return r
}

// groupState is a group with its series.
type groupState struct {
	match.Group
	of    map[string]*series
	draws [2][]int // layouts of each side that are not drawn yet in this turn
}

// left returns the benchmarks that need more pairs.
func (g *groupState) left() []string {
	return slices.DeleteFunc(slices.Clone(g.Names), func(name string) bool {
		return g.of[name].done()
	})
}

// pair measures a pair of a group.
func (r *round) pair(ctx context.Context, g *groupState, names []string) error {
	began := r.clock()
	var layout [2]int
	for side := range layout {
		layout[side] = r.draw(g, side)
	}
	got, err := g.Pair(ctx, r.rand, layout, names)
	if err != nil {
		return err
	}
	share := (r.clock() - began) / time.Duration(len(names))
	for _, name := range names {
		s := g.of[name]
		s.spent += share
		for side := range got {
			if why, failed := got[side].Failed[name]; failed && s.failed == "" {
				s.failed = fmt.Sprintf("in the %s: %s", match.Side(side), why)
			}
		}
		if s.failed != "" {
			continue
		}
		s.add(got, name, layout)
		s.enough = r.enough(s)
	}
	return nil
}

// draw draws a layout of a side. In each turn every layout is drawn once, in random
// order.
func (r *round) draw(g *groupState, side int) int {
	if len(g.draws[side]) == 0 {
		g.draws[side] = r.rand.Perm(max(1, r.layouts))
	}
	layout := g.draws[side][0]
	g.draws[side] = g.draws[side][1:]
	return layout
}
