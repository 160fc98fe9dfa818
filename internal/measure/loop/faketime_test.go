package loop_test

import (
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// fakeTime is a time that passes only when operations are done and clocks are
// read.
type fakeTime struct {
	now  time.Duration
	tick time.Duration // what reading a clock costs
}

// clocks returns all clocks of t.
func (t *fakeTime) clocks() loop.Clocks {
	read := func() time.Duration { t.now += t.tick; return t.now }
	return loop.Clocks{
		Wall: read, CPU: read, Process: read,
		Usage: func() loop.Usage { t.now += t.tick; return loop.Usage{Faults: int64(t.now), Switches: 7} },
	}
}

// fakeOp does operations that cost fake time, and notes them.
type fakeOp struct {
	time     *fakeTime
	takes    time.Duration
	checksum uint64
	runs     []int                 // the operations of every run so far
	preempt  map[int]time.Duration // what befalls a run besides, by its index
}

func (f *fakeOp) op() bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		f.time.now += f.takes*time.Duration(n) + f.preempt[len(f.runs)]
		f.runs = append(f.runs, n)
		return f.checksum * uint64(n)
	}}
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }
