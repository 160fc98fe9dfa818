package benchtest_test

import (
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

const us, ms = time.Microsecond, time.Millisecond

// fakeTime is a time that passes only when operations are done.
type fakeTime struct{ wall, cpu time.Duration }

// clocks returns the clocks of t that claims and comparisons look at.
func (t *fakeTime) clocks() loop.Clocks {
	return loop.Clocks{
		Wall: func() time.Duration { return t.wall },
		CPU:  func() time.Duration { return t.cpu },
	}
}

// fakeOp is what an operation of a fake arm is like.
type fakeOp struct {
	takes    time.Duration
	waits    time.Duration // besides
	checksum uint64
}

// run does operations that cost fake time.
func (t *fakeTime) run(l fakeOp) func(n int) uint64 {
	return func(n int) uint64 {
		t.cpu += time.Duration(n) * l.takes
		t.wall += time.Duration(n) * (l.takes + l.waits)
		return uint64(n) * l.checksum
	}
}

// clone keeps what is allocated from being left out.
var clone []byte
