package loop

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
)

// Loop times rivals against each other. Create it with [New], on the thread that will
// run it.
type Loop struct {
	Clocks Clocks
	Rand   *rand.Rand
	Target time.Duration // length of a sample
	Long   []bool        // ops known to be long, by index (see [LongOps]); nil knows of none

	empty Sample // the cost of timing nothing
	order []int  // of the round before
	again bool   // the next order is a fresh one
}

// DefaultTarget is the length of a sample. It is well below the scheduler's slice of
// about 3 ms, so few samples are preempted, and well above the clock's step and cost.
//
// Note: the speed of a shared virtual machine changes within a millisecond. There,
// samples of 40 µs gave half the spread of samples of 150 µs in the same time: there
// are more of them, and the two samples of a pair stand closer together.
const DefaultTarget = 50 * time.Microsecond

// New returns a loop that has measured its own cost.
func New(clocks Clocks, rng *rand.Rand) *Loop {
	l := &Loop{Clocks: clocks, Rand: rng, Target: DefaultTarget}
	l.empty = l.cost()
	return l
}

// cost is the median sample of an operation that does nothing: the part of the clocks.
func (l *Loop) cost() Sample {
	const tries = 101
	var wall, cpu, process [tries]time.Duration
	nothing := bench.Op{Run: func(int) uint64 { return 0 }}
	for i := range tries {
		s := l.time(nothing, 1)
		wall[i], cpu[i], process[i] = s.Wall, s.CPU, s.Process
	}
	return Sample{Wall: middle(wall[:]), CPU: middle(cpu[:]), Process: middle(process[:])}
}

func middle(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// time is one sample with the cost of the clocks.
func (l *Loop) time(op bench.Op, n int) Sample { return l.Clocks.Sample(op, n) }

// Calibrate returns how many operations of op last about Target. It doubles their
// number and takes the minimum of five runs each time, as one preempted run misleads.
func (l *Loop) Calibrate(op bench.Op) (n int) {
	const most = 1 << 30
	op.Held(func() {
		for n = 1; n < most; n *= 2 {
			least := l.least(op, n)
			if least >= l.Target/2 {
				n = max(1, int(int64(n)*int64(l.Target)/int64(least)))
				return
			}
		}
	})
	return n
}

// least is the shortest of five runs. Two runs are enough if both are far too long
// for a preemption to matter.
func (l *Loop) least(op bench.Op, n int) time.Duration {
	least := l.time(op, n).Wall
	for i := range 4 {
		if i > 0 && least > 100*l.Target {
			break
		}
		least = min(least, l.time(op, n).Wall)
	}
	return max(least-l.empty.Wall, 1)
}
