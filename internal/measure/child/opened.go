package child

import (
	"fmt"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// opened is a block with the ops of a visit: arms, then references.
type opened struct {
	block *bench.Block
	ring  []*bench.Block // further sources
	own   *bench.Block   // of the references, so that a scenario's source is its own
	ops   []bench.Op
	setup time.Duration
}

func (o *opened) close() {
	o.own.Close()
	for _, b := range o.ring {
		b.Close()
	}
	o.block.Close()
}

// at is the byte of its page at which the source begins; nil where it has no
// address.
func (o *opened) at() *int {
	at, known := o.block.SourceAt()
	if !known {
		return nil
	}
	return &at
}

// asked is how much of huge pages the buffers asked for.
func (o *opened) asked() bench.Bytes {
	sum := o.block.Asked + o.own.Asked
	for _, b := range o.ring {
		sum += b.Asked
	}
	return sum
}

// open draws a fresh source and destinations, in the state that the case asks
// for.
func (c *child) open(v launch.Visit, seed uint64) (*opened, error) {
	return c.openWith(v, seed, func(*bench.Block) {})
}

// openWith is open, with something done to the block before its source is made.
func (c *child) openWith(v launch.Visit, seed uint64, prepare func(*bench.Block)) (*opened, error) {
	begin := time.Now()
	count, err := c.sources(v.Case)
	if err != nil {
		return nil, err
	}
	o := &opened{block: bench.NewBlock(v.Case, seed), own: bench.NewBlock(v.Case, seed+1)}
	o.block.Pages, o.own.Pages = c.job.Pages, c.job.Pages
	prepare(o.block)
	ops, err := c.scenario.Open(o.block)
	if err == nil {
		err = c.openArms(v, seed, ops, count, o)
	}
	if err == nil {
		err = c.openReferences(v.References, o)
	}
	if err != nil {
		o.close()
		return nil, err
	}
	o.setup = time.Since(begin)
	return o, nil
}

// openArms adds the arms of the visit to the ops, over a ring of sources where
// there is more than one.
func (c *child) openArms(v launch.Visit, seed uint64, first []bench.Op, count int, o *opened) (err error) {
	var others [][]bench.Op
	if o.ring, others, err = c.others(v, seed, count); err != nil {
		return err
	}
	for _, i := range v.Arms {
		op := first[i]
		if len(others) > 0 {
			ring := []bench.Op{op}
			for _, ops := range others {
				ring = append(ring, ops[i])
			}
			op = turning(ring)
		}
		o.ops = append(o.ops, c.under(v.Case, op))
	}
	return nil
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
