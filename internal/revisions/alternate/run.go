package alternate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

// Launched is what a launch came to, by benchmark.
type Launched struct {
	N      int // iterations of a sample
	Values map[string][]result.Value
	Failed map[string]string // why a benchmark has no values
}

// Single is a launch of one benchmark, with samples of n iterations, which has
// values unless there is a reason why not.
func Single(name string, n int, values []result.Value, why string) Launched {
	if why != "" {
		return Launched{Failed: map[string]string{name: why}}
	}
	return Launched{N: n, Values: map[string][]result.Value{name: values}}
}

// Group is benchmarks that are measured in the same launches.
type Group struct {
	Names []string
	Pair  Measure
}

// Measure measures some names of a group: a fresh process of each side, in a layout
// of the side's. The order of the sides, wherever there is one, is tossed for. Its
// error ends everything.
type Measure func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) ([2]Launched, error)

// Launches measures by launches of the sides, one after the other.
func Launches(launch func(ctx context.Context, side Side, layout int, names []string) (Launched, error)) Measure {
	return func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) (got [2]Launched, err error) {
		first := Side(order.IntN(2))
		for _, side := range [2]Side{first, 1 - first} {
			if got[side], err = launch(ctx, side, layout[side], names); err != nil {
				return got, fmt.Errorf("measure the %s: %w", side, err)
			}
		}
		return got, nil
	}
}

// Plan is what to measure and until when.
type Plan struct {
	Groups  []Group
	Layouts int                  // of each side; 0 means 1
	Enough  func(s *Series) bool // whether a benchmark needs no more pairs, asked after each; it may not depend on who is better before it is certain
	Saw     func(all []*Series)  // told after each pair; may be nil
	Seed    uint64               // of the order
	Clock   func() time.Duration // since some moment; nil is that of the system
}

// Run measures: round by round, a pair of every group that has a benchmark left,
// in random order of groups and of the sides within a pair. With layouts, each
// layout of a side is drawn equally often. It returns the series of all
// benchmarks in the order of the plan, of what was measured before an error too.
func Run(ctx context.Context, p Plan) ([]*Series, error) {
	r := &run{Plan: p, rand: rand.New(rand.NewPCG(p.Seed, 0))}
	if r.Clock == nil {
		start := time.Now()
		r.Clock = func() time.Duration { return time.Since(start) }
	}
	r.Layouts = max(1, r.Layouts)
	for _, g := range p.Groups {
		o := &open{Group: g, of: map[string]*Series{}}
		for _, name := range g.Names {
			s := &Series{Name: name, Index: len(r.all), Layouts: p.Layouts}
			o.of[name], r.all = s, append(r.all, s)
		}
		r.groups = append(r.groups, o)
	}
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
			if r.Saw != nil {
				r.Saw(r.all)
			}
		}
		if left == 0 {
			return r.all, nil
		}
	}
}

// run is a plan that is carried out.
type run struct {
	Plan
	rand   *rand.Rand
	groups []*open
	all    []*Series
}

// open is a group with what it has so far.
type open struct {
	Group
	of    map[string]*Series
	turns [2][]int // layouts that are still to be drawn in this turn
}

// left are the benchmarks that need more pairs.
func (g *open) left() []string {
	return slices.DeleteFunc(slices.Clone(g.Names), func(name string) bool {
		return g.of[name].Done()
	})
}

// pair measures a pair of a group.
func (r *run) pair(ctx context.Context, g *open, names []string) error {
	began := r.Clock()
	var layout [2]int
	for side := range layout {
		layout[side] = r.draw(g, side)
	}
	got, err := g.Pair(ctx, r.rand, layout, names)
	if err != nil {
		return err
	}
	share := (r.Clock() - began) / time.Duration(len(names))
	for _, name := range names {
		s := g.of[name]
		s.Spent += share
		for side := range got {
			if why, failed := got[side].Failed[name]; failed && s.Failed == "" {
				s.Failed = fmt.Sprintf("in the %s: %s", Side(side), why)
			}
		}
		if s.Failed != "" {
			continue
		}
		s.Pairs = append(s.Pairs, Pair{got[Base].N, [2][]result.Value{got[Base].Values[name], got[Head].Values[name]}, layout})
		s.enough = r.Enough(s)
	}
	return nil
}

// draw draws a layout of a side: each once a turn, in random order.
func (r *run) draw(g *open, side int) int {
	if len(g.turns[side]) == 0 {
		g.turns[side] = r.rand.Perm(r.Layouts)
	}
	layout := g.turns[side][0]
	g.turns[side] = g.turns[side][1:]
	return layout
}
