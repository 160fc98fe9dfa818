package child

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// A block lasts at least spanMin, and three times as long as its source took to make, up
// to spanMax. A launch that is all set-up tells little, and one slow set-up must not make
// a launch last for ever.
const (
	spanMin = 8 * time.Millisecond
	spanMax = 60 * time.Millisecond
)

// opened is a block with the ops of a visit: arms, then references.
type opened struct {
	block *bench.Block
	ring  []*bench.Block // further sources: of a ring, or of further goroutines
	own   *bench.Block   // of the references: a scenario shares its source with nobody
	ops   []bench.Op
	crowd *crowd // nil where one goroutine does all
	pages *pages // of all its blocks
	setup time.Duration
}

// stage opens blocks for visits of one scenario.
type stage struct {
	scenario   bench.Scenario
	references []reference.Candidate
	cache      bench.Bytes    // size of the last-level cache; 0 if unknown
	pages      launch.Pages   // that large buffers ask for
	reader     bench.Consumer // of arms that consume through a Kernel; nil leaves it to the scenario
	dirt       []byte         // what cold operations find in the caches
	kept       uint64         // keeps reading it alive
}

func (o *opened) close() {
	o.crowd.end()
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

// span is how long the block is measured: at least least.
func (o *opened) span(least time.Duration) time.Duration {
	return max(least, spanMin, min(3*o.setup, spanMax))
}

// open draws a fresh source and destinations, in the state that the case asks for.
func (s *stage) open(v launch.Visit, seed uint64) (*opened, error) {
	return s.openWith(v, seed, func(*bench.Block) {})
}

// openWith is [stage.open] that prepares the block before its source is made.
func (s *stage) openWith(v launch.Visit, seed uint64, prepare func(*bench.Block)) (*opened, error) {
	begin := time.Now()
	count, err := s.sources(v.Case)
	if err != nil {
		return nil, err
	}
	o := &opened{pages: &pages{kind: s.pages}}
	o.block, o.own = s.block(v.Case, seed, o.pages), s.block(v.Case, seed+1, o.pages)
	prepare(o.block)
	ops, err := s.scenario.Open(o.block)
	if n := goroutinesOf(v.Case); err == nil && n > 1 {
		err = s.openCrowd(v, ops, n, o)
	} else if err == nil {
		err = s.openArms(v, seed, ops, count, o)
	}
	if err == nil {
		err = s.openReferences(v.References, o)
	}
	if err != nil {
		o.close()
		return nil, err
	}
	o.setup = time.Since(begin)
	return o, nil
}

// block returns an empty block with the pages and the reader of the stage.
func (s *stage) block(at bench.Case, seed uint64, asking *pages) *bench.Block {
	b := bench.NewBlock(at, seed)
	asking.under(b)
	b.Reader = s.reader
	return b
}

// openArms adds the arms of the visit to the ops, over a ring if there is more than one
// source.
func (s *stage) openArms(v launch.Visit, seed uint64, first []bench.Op, count int, o *opened) (err error) {
	var others [][]bench.Op
	if o.ring, others, err = s.others(v, seed, count, o.pages); err != nil {
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
		o.ops = append(o.ops, s.under(v.Case, op))
	}
	return nil
}

// openCrowd opens the arms of the visit on a source per goroutine. first are the arms on the
// first of them. Their data differ: a message in the wrong hands changes a checksum.
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

// openReferences adds the references to the ops, all on the same ground. Each goroutine
// of a crowd has a ground.
func (s *stage) openReferences(chosen []reference.ID, o *opened) error {
	if len(chosen) == 0 {
		return nil
	}
	grounds := []reference.Ground{reference.NewGround(o.own)}
	for range o.crowd.further() {
		grounds = append(grounds, reference.NewGround(o.own))
	}
	for _, want := range chosen {
		at := slices.IndexFunc(s.references, func(r reference.Candidate) bool {
			return r.Role == want.Role && r.Name == want.Name
		})
		if at < 0 {
			return fmt.Errorf("this program has no %s %s", want.Role, want.Name)
		}
		var ops []bench.Op
		for _, g := range grounds {
			ops = append(ops, s.references[at].Open(g))
		}
		o.ops = append(o.ops, o.crowd.join(ops))
	}
	return nil
}
