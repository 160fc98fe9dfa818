package loop

import (
	"fmt"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
)

// Extent says how long a block is measured.
type Extent struct {
	Rounds int           // minimum; 0 means 8
	Span   time.Duration // minimum; 0 means 8 ms
	Long   time.Duration // a longer round counts for four; 0 means 20 ms
}

// next is the order of a round: a random one and then its reverse. In two rounds,
// every arm stands before and behind every other.
func (l *Loop) next(n int) []int {
	if l.again = !l.again; l.again || len(l.order) != n {
		l.order, l.again = l.Rand.Perm(n), true
	} else {
		slices.Reverse(l.order)
	}
	return l.order
}

// Round takes one sample of every op, in balanced random order. n is how many
// operations the sample of each op has. One untimed operation precedes the sample of
// an op that is not long. The samples are returned in the order of ops.
//
// The error is an [Unsteady] if the checksum of a sample is not the checksum of one
// operation times their number.
func (l *Loop) Round(ops []bench.Op, n []int) ([]Sample, error) {
	return l.round(ops, n, l.memories(len(ops)))
}

// memory is the knowledge of an op that the rounds of a block share.
type memory struct {
	once  uint64 // checksum of one operation
	known bool   // once is known
	long  bool   // too long to be warmed by the operation before
}

func (l *Loop) memories(n int) []memory {
	known := make([]memory, n)
	for i := range known {
		known[i].long = i < len(l.Long) && l.Long[i]
	}
	return known
}

// Cooled is the least time of a long operation. No untimed operation precedes a long
// one: in a millisecond even slow memory delivers more than a cache holds.
const Cooled = 1 * time.Millisecond

// round is [Loop.Round] with the memory of earlier rounds.
func (l *Loop) round(ops []bench.Op, n []int, known []memory) ([]Sample, error) {
	samples := make([]Sample, len(ops))
	for _, i := range l.next(len(ops)) {
		var all uint64
		var s Sample
		op, k := ops[i], &known[i]
		op.Held(func() {
			if !k.long || !k.known && n[i] > 1 {
				k.once, k.known = op.Run(1), true
			}
			before := sink
			s = l.time(op, n[i])
			all = sink - before
		})
		if !k.known {
			k.once, k.known = all, true // of one operation
		}
		if all != k.once*uint64(n[i]) {
			return nil, &Unsteady{Arm: i, Ops: n[i], Once: k.once, All: all}
		}
		samples[i] = l.net(s, i)
	}
	return samples, nil
}

// Unsteady is the error of an arm with a checksum that varies: over a sample it is not
// the checksum of one operation, times their number.
type Unsteady struct {
	Arm       int    // index into the ops
	Ops       int    // operations in the sample
	Once, All uint64 // checksums of one operation, and of the sample
}

// Error implements error.
func (u *Unsteady) Error() string {
	return fmt.Sprintf("arm %d returned checksum %#x over %d operations, and %#x over one", u.Arm, u.All, u.Ops, u.Once)
}

// net subtracts the cost of timing and says which arm it was.
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

// Rounds measures ops until the extent is filled. It throws the first round away,
// because the caches still hold another block, unless that round alone fills the span
// or all ops are long.
func (l *Loop) Rounds(ops []bench.Op, n []int, x Extent) ([][]Sample, error) {
	want, span := orElse(x.Rounds, 8), orElse(x.Span, 8*time.Millisecond)
	long := orElse(x.Long, 20*time.Millisecond)
	var rounds [][]Sample
	known := l.memories(len(ops))
	warm := !slices.ContainsFunc(known, func(k memory) bool { return !k.long })
	begin := l.Clocks.Wall()
	for first := true; ; first = false {
		from := l.Clocks.Wall()
		samples, err := l.round(ops, n, known)
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
