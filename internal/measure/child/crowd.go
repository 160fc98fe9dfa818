package child

import (
	"fmt"
	"runtime"

	"github.com/bufbench/bufbench/bench"
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
