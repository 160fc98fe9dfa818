package benchtest

import (
	"errors"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
)

// pace is how op is to be sampled: how many lives last as long as a sample of
// loop, and about how long one takes.
func pace(loop *bench.Loop, op bench.Op) (lives int, life time.Duration) {
	if lives = loop.Calibrate(op); lives > 1 {
		return lives, loop.Target / time.Duration(lives)
	}
	hold(op, func() { life = loop.Clocks.Sample(op, 1).Wall })
	return lives, life
}

// hold runs sample as op wants it to run.
func hold(op bench.Op, sample func()) {
	if op.Hold == nil {
		sample()
		return
	}
	op.Hold(sample)
}

// agree lives one life of each op: rivals check each other.
func agree(ops []bench.Op, names []string) error {
	var sums []uint64
	for i, op := range ops {
		hold(op, func() { sums = append(sums, op.Run(1)) })
		if sums[i] != sums[0] {
			return fmt.Errorf("%s and %s disagree on the same data: over one life %s returns checksum %#x, and %s %#x",
				names[0], names[i], names[0], sums[0], names[i], sums[i])
		}
	}
	return nil
}

// named adds the name of an unsteady op to err.
func named(err error, names []string) error {
	var u *bench.Unsteady
	if errors.As(err, &u) {
		return fmt.Errorf("%s is unsteady: %w", names[u.Arm], err)
	}
	return err
}
