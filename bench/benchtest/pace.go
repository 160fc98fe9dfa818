package benchtest

import (
	"errors"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// pace is how op is to be sampled: how many lives last as long as a sample of
// loop, and about how long one takes.
func pace(timer *loop.Loop, op bench.Op) (lives int, life time.Duration) {
	if lives = timer.Calibrate(op); lives > 1 {
		return lives, timer.Target / time.Duration(lives)
	}
	op.Held(func() { life = timer.Clocks.Sample(op, 1).Wall })
	return lives, life
}

// agree lives one life of each op: rivals check each other.
func agree(ops []bench.Op, names []string) error {
	var sums []uint64
	for i, op := range ops {
		sums = append(sums, op.Live(1))
		if sums[i] != sums[0] {
			return fmt.Errorf("%s and %s disagree on the same data: over one life %s returns checksum %#x, and %s %#x",
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
