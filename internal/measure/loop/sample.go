package loop

import (
	"time"

	"github.com/bufbench/bufbench/bench"
)

// Sample is one timed run of one arm. The cost of timing is subtracted.
type Sample struct {
	Arm     int           // index into the ops
	Ops     int           `json:"Lives"` // number of operations
	Wall    time.Duration // of all operations together, as the following ones are
	CPU     time.Duration // of the thread; 0 without such a clock
	Process time.Duration // CPU time of the whole process; 0 without such a clock
	Usage   Usage
}

// sink keeps every checksum alive.
var sink uint64

// Sample times n operations of op, the cost of the clocks included. Nothing stands
// between start and stop but the operations.
func (c Clocks) Sample(op bench.Op, n int) Sample {
	t0 := c.start()
	sum := op.Run(n)
	t1 := c.stop()
	sink += sum
	return Sample{
		Ops:  n,
		Wall: t1.wall - t0.wall, CPU: t1.cpu - t0.cpu, Process: t1.process - t0.process,
		Usage: t1.usage.since(t0.usage),
	}
}
