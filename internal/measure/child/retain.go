package child

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// retainTotal is how much memory all sources take: so much that what a process
// grows by on its own account is nothing beside it.
const retainTotal = 64 * bench.MiB

// retainMost is how much a process may grow by until no further source is made:
// some sources are much larger than what a case takes of them, as a matrix is of
// which a column is read.
const retainMost = 4 * retainTotal

// retain makes sources, keeps a part of each by a view, lets everything go that
// may go, and sees how much memory stays. A block that owns more than memory of
// Go's stays whole, since somebody has to release it after the view.
func (c *child) retain() {
	c.begin(0)
	at := c.job.Visits[0].Case
	r := launch.Retained{Case: at, Sources: max(int(retainTotal/at.Size), 1), Part: min(bench.PartSize, at.Size)}
	keeper, ok := c.scenario.(bench.Keeper)
	if !ok {
		r.Skip = &bench.Skip{Reason: "the scenario does not say what people keep of it"}
		c.say(launch.Message{Retained: &r})
		return
	}
	debug.SetGCPercent(100)
	parts, err := c.keep(keeper, &r)
	if r.Skip = bench.Skipped(err); r.Skip == nil && err != nil {
		c.fault("%v", err)
		return
	}
	runtime.KeepAlive(parts)
	c.say(launch.Message{Retained: &r})
}

// keep fills in by how much the process grew, and returns what is kept.
func (c *child) keep(keeper bench.Keeper, r *launch.Retained) (kept []any, err error) {
	before, err := c.resident()
	if err != nil {
		return nil, err
	}
	for i := range r.Sources {
		b := bench.NewBlock(r.Case, c.job.Seed+uint64(i))
		part, err := keeper.Keep(b)
		if err != nil {
			b.Close()
			return nil, err
		}
		kept = append(kept, part)
		if b.Holds() {
			defer b.Close()
		}
		if now, known := c.shop.Resident(); known && bench.Bytes(now)-before > retainMost {
			r.Sources = len(kept)
			break
		}
	}
	after, err := c.resident()
	r.Grown = max(after-before, 0)
	return kept, err
}

// resident is the memory of this process once the collector has returned what
// it can.
func (c *child) resident() (bench.Bytes, error) {
	debug.FreeOSMemory()
	if c.shop.Resident != nil {
		if n, known := c.shop.Resident(); known {
			return bench.Bytes(n), nil
		}
	}
	return 0, fmt.Errorf("see how much memory this process has: %w", &bench.Skip{Reason: "this system does not say"})
}
