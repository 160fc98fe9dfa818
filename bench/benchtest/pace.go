package benchtest

import (
	"errors"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// pace returns how many operations of op make a sample of the loop, and about how long
// one of them takes.
func pace(timer *loop.Loop, op bench.Op) (n int, one time.Duration) {
	if n = timer.Calibrate(op); n > 1 {
		return n, timer.Target / time.Duration(n)
	}
	op.Held(func() { one = timer.Clocks.Sample(op, 1).Wall })
	return n, one
}

// agree does one operation of each op: rivals check each other.
func agree(ops []bench.Op, names []string) error {
	var sums []uint64
	for i, op := range ops {
		sums = append(sums, op.Do(1))
		if sums[i] != sums[0] {
			return fmt.Errorf("%s and %s disagree on the same data: over one operation %s returns checksum %#x, and %s %#x",
				names[0], names[i], names[0], sums[0], names[i], sums[i])
		}
	}
	return nil
}

// named adds the name of an unsteady op to err.
func named(err error, names []string) error {
	var u *loop.Unsteady
	if errors.As(err, &u) {
		return fmt.Errorf("%s is unsteady: %w", names[u.Arm], err)
	}
	return err
}
