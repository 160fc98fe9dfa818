package child

import (
	"fmt"
	"math/rand/v2"
	"runtime"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// crowd is the goroutines of a case with more than one: a crew per rival, of which one
// works at a time, and a bystander. A nil crowd is that of a single goroutine.
type crowd struct {
	size      int // goroutines of a crew
	crews     []*crew
	bystander *bystander
}

// goroutinesOf is how many goroutines do operations of a case in this process.
func goroutinesOf(at bench.Case) int { return at.GoroutinesOf(runtime.GOMAXPROCS(0)) }

// further is how many goroutines a crew has beside the first.
func (c *crowd) further() int {
	if c == nil {
		return 0
	}
	return c.size - 1
}

// join makes one op of those of all goroutines.
func (c *crowd) join(ops []bench.Op) bench.Op {
	if c == nil {
		return ops[0]
	}
	one := newCrew(ops, runtime.GOMAXPROCS(0))
	c.crews = append(c.crews, one)
	return one.op()
}

// end ends all goroutines.
func (c *crowd) end() {
	if c == nil {
		return
	}
	for _, one := range c.crews {
		one.end()
	}
	c.bystander.end()
}

// openCrowd opens the arms of the visit on a source per goroutine. The sources have
// different data, so that a message in the wrong hands changes a checksum. first are the
// arms on the first of them.
func (s *stage) openCrowd(v launch.Visit, first []bench.Op, size int, o *opened) error {
	o.crowd = &crowd{size: size, bystander: newBystander()}
	all := [][]bench.Op{first}
	for i := range size - 1 {
		b := s.block(v.Case, o.block.Seed+1+uint64(i), o.pages)
		b.Rand = rand.New(rand.NewPCG(o.block.Seed, uint64(i)))
		b.Beside(o.block)
		o.ring = append(o.ring, b)
		ops, err := s.scenario.Open(b)
		if err != nil {
			return fmt.Errorf("open the source of goroutine %d of %d: %w", i+2, size, err)
		}
		all = append(all, ops)
	}
	for _, arm := range v.Arms {
		var ops []bench.Op
		for _, one := range all {
			ops = append(ops, one[arm])
		}
		if ops[0].Hold != nil {
			return &bench.Skip{Reason: "its operations take turns: each sample holds a thread or a lock, such as Python's"}
		}
		o.ops = append(o.ops, o.crowd.join(ops))
	}
	return nil
}

// timer is a loop for the ops of a visit. What several goroutines do is seen by the clocks
// of the process, and takes longer samples: waking them takes some microseconds.
func (r *room) timer(o *opened) *loop.Loop {
	if o.crowd == nil {
		return loop.New(r.shop.Clocks, o.block.Rand)
	}
	clocks := r.shop.Whole
	clocks.Usage = o.crowd.bystander.seen(clocks.Usage)
	l := loop.New(clocks, o.block.Rand)
	l.Target = launch.CrewTarget
	return l
}

// together says why several goroutines cannot be brought about here.
func together(at bench.Case) error {
	asked := at.Get(bench.Goroutines)
	switch {
	case asked == "":
		return nil
	case at.Get(bench.Cache) != "":
		return &bench.Skip{Reason: fmt.Sprintf("goroutines=%s and cache=%s are not measured together", asked, at.Get(bench.Cache))}
	case goroutinesOf(at) == 1:
		return &bench.Skip{Reason: fmt.Sprintf("this process has one processor, so goroutines=%s is one goroutine", asked)}
	}
	return nil
}
