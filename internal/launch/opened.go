package launch

import (
	"fmt"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
)

// opened is a block with the ops of a visit: arms, then references.
type opened struct {
	block *bench.Block
	own   *bench.Block // of the references, so that a scenario's source is its own
	ops   []bench.Op
	setup time.Duration
}

func (o *opened) close() {
	o.own.Close()
	o.block.Close()
}

// open draws a fresh source and destinations.
func (c *child) open(v Visit, seed uint64) (*opened, error) {
	begin := time.Now()
	o := &opened{block: bench.NewBlock(v.Case, seed), own: bench.NewBlock(v.Case, seed+1)}
	o.block.Pages, o.own.Pages = c.job.Pages, c.job.Pages
	ops, err := c.scenario.Open(o.block)
	if err != nil {
		o.close()
		return nil, err
	}
	for _, i := range v.Arms {
		o.ops = append(o.ops, ops[i])
	}
	if err := c.openReferences(v.References, o); err != nil {
		o.close()
		return nil, err
	}
	o.setup = time.Since(begin)
	return o, nil
}

// openReferences adds the references to the ops, all on the same ground.
func (c *child) openReferences(chosen []bench.Chosen, o *opened) error {
	if len(chosen) == 0 {
		return nil
	}
	ground := o.own.Ground()
	for _, want := range chosen {
		at := slices.IndexFunc(c.shop.References, func(r bench.Reference) bool {
			return r.Role == want.Role && r.Name == want.Name
		})
		if at < 0 {
			return fmt.Errorf("this program has no %s %s", want.Role, want.Name)
		}
		o.ops = append(o.ops, c.shop.References[at].Open(ground))
	}
	return nil
}
