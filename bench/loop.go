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
	Long   []bool        // ops known to be long, by index (see [LongLives]); nil knows of none

	empty Sample // what timing nothing costs
	order []int  // of the round before
	again bool   // the next order is a fresh one
}

// DefaultTarget is the length of a sample: well under the scheduler's slice of
// about 3 ms, so that few samples are preempted, and well over the clock's
// step and cost. Note: on a shared virtual machine, whose speed changes within
// a millisecond, samples of 40 µs gave half the spread that samples of 150 µs
// gave in the same time, because there are more of them and the two of a pair
// stand closer together.
const DefaultTarget = 50 * time.Microsecond

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
	op.Held(func() {
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

// next is the order of a round: a random one, and then its reverse, so that
// in two rounds every arm stands before and behind every other.
func (l *Loop) next(n int) []int {
	if l.again = !l.again; l.again || len(l.order) != n {
		l.order, l.again = l.Rand.Perm(n), true
	} else {
		slices.Reverse(l.order)
	}
	return l.order
}

// Round takes one sample of every op, in balanced random order, with one
// untimed life before each that is not long. The samples are in the order of
// ops. It fails when an op's checksum over a sample is not that of its untimed
// life, times the lives.
func (l *Loop) Round(ops []Op, lives []int) ([]Sample, error) {
	return l.round(ops, lives, l.memories(len(ops)))
}

// memory is what the rounds of a block know of an op.
type memory struct {
	once  uint64 // checksum of a life
	known bool   // once is known
	long  bool   // a life is too long for the one before it to have warmed anything
}

func (l *Loop) memories(n int) []memory {
	known := make([]memory, n)
	for i := range known {
		known[i].long = i < len(l.Long) && l.Long[i]
	}
	return known
}

// Cooled is the length of a life from which on it counts as long, so that no
// untimed one precedes it: in a millisecond even slow memory has passed what a
// cache holds.
const Cooled = 1 * time.Millisecond

// round is Round with what is known of the ops.
func (l *Loop) round(ops []Op, lives []int, known []memory) ([]Sample, error) {
	samples := make([]Sample, len(ops))
	for _, i := range l.next(len(ops)) {
		var all uint64
		var s Sample
		op, k := ops[i], &known[i]
		op.Held(func() {
			if !k.long || !k.known && lives[i] > 1 {
				k.once, k.known = op.Run(1), true
			}
			before := sink
			s = l.time(op, lives[i])
			all = sink - before
		})
		if !k.known {
			k.once, k.known = all, true // of one life
		}
		if all != k.once*uint64(lives[i]) {
			return nil, &Unsteady{Arm: i, Lives: lives[i], Once: k.once, All: all}
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
	Rounds int           // at least so many; 0 means 8
	Span   time.Duration // and at least so long; 0 means 8 ms
	Long   time.Duration // a round that takes longer counts for four; 0 means 20 ms
}

// Rounds measures ops until the extent is filled. The first round is thrown
// away, as the caches are still another block's, unless it alone fills the
// span or all ops are long.
func (l *Loop) Rounds(ops []Op, lives []int, x Extent) ([][]Sample, error) {
	want, span := orElse(x.Rounds, 8), orElse(x.Span, 8*time.Millisecond)
	long := orElse(x.Long, 20*time.Millisecond)
	var rounds [][]Sample
	known := l.memories(len(ops))
	warm := !slices.ContainsFunc(known, func(k memory) bool { return !k.long })
	begin := l.Clocks.Wall()
	for first := true; ; first = false {
		from := l.Clocks.Wall()
		samples, err := l.round(ops, lives, known)
		if err != nil {
			return nil, err
		}
		now := l.Clocks.Wall()
		if first && !warm && now-from < span {
			begin, l.again = now, false // the next one begins a pair
			continue
		}
		rounds = append(rounds, samples)
		if now-from > long {
			want -= 3
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
