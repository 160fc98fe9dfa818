package benchtest_test

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// wallOnly returns the clocks of a platform that has no other.
func (t *fakeTime) wallOnly() loop.Clocks { return loop.Clocks{Wall: t.clocks().Wall} }

// arm is an arm whose operations cost fake time, by the seed of their block.
func (t *fakeTime) arm(name string, by func(seed uint64) fakeOp) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: bench.Kernel, Open: func(b *bench.Block, _ []byte) (bench.Op, error) {
		return bench.Op{Run: t.run(by(b.Seed))}, nil
	}}
}

// raced is a scenario of a view that takes 10 µs, and of a copy.
func (t *fakeTime) raced(copied func(seed uint64) fakeOp) bench.Of[[]byte] {
	s := honest()
	s.Name, s.Grid = "Raced", bench.Grid{Sizes: []bench.Bytes{64}}
	s.Arms = []bench.Arm[[]byte]{t.arm("copy", copied), t.arm("view", always(fakeOp{takes: 10 * us}))}
	return s
}

func always(l fakeOp) func(uint64) fakeOp { return func(uint64) fakeOp { return l } }
