package child

import (
	"fmt"
	"slices"
	"time"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// opened is a block with the ops of a visit: arms, then references.
type opened struct {
	block *bench.Block
	ring  []*bench.Block // further sources
	own   *bench.Block   // of the references, so that a scenario's source is its own
	ops   []bench.Op
	pages *pages // of all its blocks
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
	p := o.block.Owner().Memory
	if len(p) == 0 {
		return nil
	}
	at := int(uintptr(unsafe.Pointer(unsafe.SliceData(p))) % page) // looked at, never followed
	return &at
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
	o := &opened{block: bench.NewBlock(v.Case, seed), own: bench.NewBlock(v.Case, seed+1), pages: &pages{kind: c.job.Pages}}
	o.pages.under(o.block)
	o.pages.under(o.own)
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
	if o.ring, others, err = c.others(v, seed, count, o.pages); err != nil {
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
func (c *child) openReferences(chosen []reference.ID, o *opened) error {
	if len(chosen) == 0 {
		return nil
	}
	ground := reference.NewGround(o.own)
	for _, want := range chosen {
		at := slices.IndexFunc(c.shop.References, func(r reference.Candidate) bool {
			return r.Role == want.Role && r.Name == want.Name
		})
		if at < 0 {
			return fmt.Errorf("this program has no %s %s", want.Role, want.Name)
		}
		o.ops = append(o.ops, c.shop.References[at].Open(ground))
	}
	return nil
}
