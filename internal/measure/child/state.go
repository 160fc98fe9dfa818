package child

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// state is where operations of a case find their data (see [bench.Cache]).
type state string

func stateOf(c bench.Case) state { return state(c.Get(bench.Cache)) }

// single reports whether a sample has only one operation: a second one would find the
// data where the first one left it.
func (s state) single() bool { return s == bench.CacheCold || s == bench.CacheFirst }

// ringMost is the maximum number of sources in a ring: every arm opens each of them.
const ringMost = 4096

// wash is how many bytes push everything else out of the caches. The error is a
// [*bench.Skip] if nobody knows.
func (s *stage) wash() (bench.Bytes, error) {
	if s.cache == 0 {
		return 0, &bench.Skip{Reason: "this system does not say how large its caches are, so they cannot be filled with something else"}
	}
	return launch.Wash(s.cache), nil
}

// sources is how many sources a block of the case has. A ring of the maximum may be
// smaller than the reported size of the caches: a virtual machine is told the size of a
// whole cache, and has a part of it or shares it. Each block records its number of
// sources, so that the report can say how far the ring reached.
func (s *stage) sources(at bench.Case) (int, error) {
	if stateOf(at) != bench.CacheRing {
		return 1, nil
	}
	room, err := s.wash()
	if err != nil {
		return 0, err
	}
	switch n := (room + at.Size - 1) / at.Size; {
	case n <= ringMost:
		return max(int(n), 2), nil
	case ringMost*at.Size >= launch.Washed:
		return ringMost, nil
	}
	return 0, &bench.Skip{
		Reason: fmt.Sprintf("a ring beyond the caches would take %d sources of %s, and %d is the most", (room+at.Size-1)/at.Size, at.Size, ringMost),
		Hint:   fmt.Sprintf("sizes from %s on", roundUp((room+ringMost-1)/ringMost)),
	}
}

// roundUp is the next power of two.
func roundUp(n bench.Bytes) bench.Bytes {
	p := bench.Bytes(1)
	for p < n {
		p *= 2
	}
	return p
}

// means says why the case cannot be brought about here. The visit says whether its arms
// allocate.
func (s *stage) means(v launch.Visit) error {
	if err := together(v.Case); err != nil {
		return err
	}
	if stateOf(v.Case) == bench.CacheCold {
		if _, err := s.wash(); err != nil {
			return err
		}
	}
	idle := func(key, value string) error {
		return &bench.Skip{Reason: fmt.Sprintf("no arm allocates on Go's heap, so %s=%s changes nothing", key, value)}
	}
	switch {
	case v.Collector:
	case stateOf(v.Case) == bench.CacheFirst:
		return idle(bench.Cache, bench.CacheFirst)
	case v.Case.Get(bench.Ballast) != "":
		return idle(bench.Ballast, v.Case.Get(bench.Ballast))
	}
	return nil
}

// others are the further sources of a ring. They have the same data, because all
// operations must return the same checksum, at places of their own.
func (s *stage) others(v launch.Visit, seed uint64, count int, asking *pages) (blocks []*bench.Block, ops [][]bench.Op, err error) {
	for i := 1; i < count; i++ {
		b := s.block(v.Case, seed, asking)
		b.Rand = rand.New(rand.NewPCG(seed, uint64(i)))
		some, err := s.scenario.Open(b)
		if err != nil {
			b.Close()
			return blocks, ops, fmt.Errorf("open source %d of a ring of %d: %w", i+1, count, err)
		}
		blocks, ops = append(blocks, b), append(ops, some)
	}
	return blocks, ops, nil
}

// turning is an op over a ring of ops: one operation on each in turn. The call per
// operation costs some nanoseconds, for every arm alike, and less than one miss.
func turning(ring []bench.Op) bench.Op {
	op, at := ring[0], 0
	op.Run = func(n int) (sum uint64) {
		for range n {
			sum += ring[at].Run(1)
			if at++; at == len(ring) {
				at = 0
			}
		}
		return sum
	}
	return op
}

// prepared is op with a call of before ahead of each sample, untimed.
func prepared(op bench.Op, before func()) bench.Op {
	held := op
	op.Hold = func(sample func()) {
		held.Held(func() {
			before()
			sample()
		})
	}
	return op
}

// under puts an op into the state of its case.
func (s *stage) under(at bench.Case, op bench.Op) bench.Op {
	switch stateOf(at) {
	case bench.CacheCold:
		return prepared(op, s.evict)
	case bench.CacheFirst:
		return prepared(op, debug.FreeOSMemory)
	}
	return op
}

// evict fills the caches with something else.
func (s *stage) evict() {
	if s.dirt == nil {
		n, _ := s.wash() // means has asked for it
		s.dirt = make([]byte, n)
		for i := 0; i < len(s.dirt); i += page {
			s.dirt[i] = 1
		}
	}
	s.kept += lines(s.dirt)
}

// lines reads a byte of every cache line.
//
//go:noinline
func lines(p []byte) (sum uint64) {
	const line = 64
	for i := 0; i < len(p); i += line {
		sum += uint64(p[i])
	}
	return sum
}
