package child

import (
	"sync/atomic"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// bystander is a goroutine with next to no work: it wants to wake up every so often. How
// late it does is what a crew costs the rest of a program.
type bystander struct {
	late  atomic.Int64 // all delays so far, in nanoseconds
	wakes atomic.Int64
	over  atomic.Bool
}

// rest is how long the bystander sleeps. It wakes up several times in a sample, and takes
// next to no time from it.
const rest = 100 * time.Microsecond

func newBystander() *bystander {
	b := &bystander{}
	go b.live()
	return b
}

func (b *bystander) live() {
	for !b.over.Load() {
		from := time.Now()
		time.Sleep(rest)
		b.late.Add(int64(time.Since(from) - rest))
		b.wakes.Add(1)
	}
}

func (b *bystander) end() { b.over.Store(true) }

// seen is a clock of usage that also reads the bystander's.
func (b *bystander) seen(usage func() loop.Usage) func() loop.Usage {
	return func() (u loop.Usage) {
		if usage != nil {
			u = usage()
		}
		u.Wakes, u.Late = b.wakes.Load(), time.Duration(b.late.Load())
		return u
	}
}
