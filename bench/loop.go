package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Sample is one timed run of one arm, with the cost of timing subtracted.
type Sample struct {
	Arm     int           // index into the ops
	Lives   int           // how many lives it holds
	Wall    time.Duration // of all lives, as the others
	CPU     time.Duration // of the thread; 0 without such a clock
	Process time.Duration // CPU time of the whole process; 0 without such a clock
	Usage   Usage
}

// Loop times rivals against each other. Create it with [NewLoop], on the
// thread that will run it.
type Loop struct {
	Clocks Clocks
	Rand   *rand.Rand
	Target time.Duration // length of a sample

	empty Sample // what timing nothing costs
}

// DefaultTarget is the length of a sample: well under the scheduler's slice of
// about 3 ms, so that few samples are preempted, and well over the clock's
// step.
const DefaultTarget = 150 * time.Microsecond

// NewLoop returns a loop that has measured its own cost.
func NewLoop(clocks Clocks, rng *rand.Rand) *Loop {
	l := &Loop{Clocks: clocks, Rand: rng, Target: DefaultTarget}
	l.empty = l.cost()
	return l
}

// cost is the median sample of a life that does nothing: what the clocks add.
func (l *Loop) cost() Sample {
	const tries = 101
	var wall, cpu, process [tries]time.Duration
	nothing := Op{Run: func(int) uint64 { return 0 }}
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

// sink keeps every checksum alive.
var sink uint64

// time is one sample as the clocks saw it.
func (l *Loop) time(op Op, lives int) Sample { return l.Clocks.Sample(op, lives) }

// Sample times lives of op, the cost of the clocks included. Nothing stands
// between start and stop but the lives.
func (c Clocks) Sample(op Op, lives int) Sample {
	t0 := c.start()
	sum := op.Run(lives)
	t1 := c.stop()
	sink += sum
	return Sample{
		Lives: lives,
		Wall:  t1.wall - t0.wall, CPU: t1.cpu - t0.cpu, Process: t1.process - t0.process,
		Usage: Usage{t1.usage.Faults - t0.usage.Faults, t1.usage.Switches - t0.usage.Switches},
	}
}

// Calibrate returns how many lives of op last about Target. It judges from the
// minimum of five runs at each doubling, because one preempted run misleads.
func (l *Loop) Calibrate(op Op) (lives int) {
	const most = 1 << 30
	op.held(func() {
		for lives = 1; lives < most; lives *= 2 {
			least := l.least(op, lives)
			if least >= l.Target/2 {
				lives = max(1, int(int64(lives)*int64(l.Target)/int64(least)))
				return
			}
		}
	})
	return lives
}

// least is the shortest of five runs; two are enough when both are far too
// long for a preemption to matter.
func (l *Loop) least(op Op, lives int) time.Duration {
	least := l.time(op, lives).Wall
	for i := range 4 {
		if i > 0 && least > 100*l.Target {
			break
		}
		least = min(least, l.time(op, lives).Wall)
	}
	return max(least-l.empty.Wall, 1)
}

// Round takes one sample of every op, in random order, with one untimed life
// before each. The samples are in the order of ops. It fails when an op's
// checksum over a sample is not that of its untimed life, times the lives.
func (l *Loop) Round(ops []Op, lives []int) ([]Sample, error) {
	samples := make([]Sample, len(ops))
	for _, i := range l.Rand.Perm(len(ops)) {
		var once, all uint64
		var s Sample
		op := ops[i]
		op.held(func() {
			once = op.Run(1)
			before := sink
			s = l.time(op, lives[i])
			all = sink - before
		})
		if all != once*uint64(lives[i]) {
			return nil, &Unsteady{Arm: i, Lives: lives[i], Once: once, All: all}
		}
		samples[i] = l.net(s, i)
	}
	return samples, nil
}

// Unsteady is the error of an arm whose checksum over a sample is not that of
// one life, times the lives.
type Unsteady struct {
	Arm       int // index into the ops
	Lives     int
	Once, All uint64 // checksums of one life, and of the sample
}

// Error implements error.
func (u *Unsteady) Error() string {
	return fmt.Sprintf("arm %d returned checksum %#x over %d lives, and %#x over one", u.Arm, u.All, u.Lives, u.Once)
}

// net subtracts the cost of timing and names the arm.
func (l *Loop) net(s Sample, arm int) Sample {
	s.Arm = arm
	s.Wall = max(s.Wall-l.empty.Wall, 1)
	if l.Clocks.CPU != nil {
		s.CPU = max(s.CPU-l.empty.CPU, 1)
	}
	if l.Clocks.Process != nil {
		s.Process = max(s.Process-l.empty.Process, 1)
	}
	return s
}

// Extent says how long a block is measured.
type Extent struct {
	Rounds int           // at least so many; 0 means 4
	Span   time.Duration // and at least so long; 0 means 4 ms
	Long   time.Duration // a round that takes longer counts for two; 0 means 20 ms
}

// Rounds measures ops until the extent is filled. The first round is thrown
// away, as the caches are still another block's, unless it alone fills the
// span.
func (l *Loop) Rounds(ops []Op, lives []int, x Extent) ([][]Sample, error) {
	want, span := orElse(x.Rounds, 4), orElse(x.Span, 4*time.Millisecond)
	long := orElse(x.Long, 20*time.Millisecond)
	var rounds [][]Sample
	begin := l.Clocks.Wall()
	for first := true; ; first = false {
		from := l.Clocks.Wall()
		samples, err := l.Round(ops, lives)
		if err != nil {
			return nil, err
		}
		now := l.Clocks.Wall()
		if first && now-from < span {
			begin = now
			continue
		}
		rounds = append(rounds, samples)
		if now-from > long {
			want--
		}
		if len(rounds) >= want && now-begin >= span {
			return rounds, nil
		}
	}
}

func orElse[T comparable](given, standard T) T {
	var zero T
	if given == zero {
		return standard
	}
	return given
}
