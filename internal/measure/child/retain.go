package child

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// retainTotal is how much memory all sources take. The growth of the process on its own
// account is nothing beside it.
const retainTotal = 64 * bench.MiB

// retainMost is the growth of the process after which no further source is made. Some
// sources are much larger than their case, such as the matrix around a column.
const retainMost = 4 * retainTotal

// retainer finds out how much memory stays if people keep views of small parts.
type retainer struct{ *room }

// all makes sources, keeps a part of each by a view, lets everything else go, and looks
// how much memory stays. A block that owns more than Go memory stays whole: it is to be
// released after the view.
func (t retainer) all() {
	t.answers.begin(0)
	at := t.job.Visits[0].Case
	r := launch.Retention{Case: at, Sources: max(int(retainTotal/at.Size), 1), Part: min(bench.PartSize, at.Size)}
	keeper, ok := t.scenario.(bench.Keeper)
	if !ok {
		r.Skip = &bench.Skip{Reason: "the scenario does not say what people keep of it"}
		t.answers.say(launch.Message{Retention: &r})
		return
	}
	debug.SetGCPercent(100)
	parts, err := t.keep(keeper, &r)
	if r.Skip = bench.Skipped(err); r.Skip == nil && err != nil {
		t.answers.fault("%v", err)
		return
	}
	runtime.KeepAlive(parts)
	t.answers.say(launch.Message{Retention: &r})
}

// keep fills in the growth of the process, and returns the parts.
func (t retainer) keep(keeper bench.Keeper, r *launch.Retention) (kept []any, err error) {
	before, err := t.resident()
	if err != nil {
		return nil, err
	}
	for i := range r.Sources {
		b := bench.NewBlock(r.Case, t.job.Seed+uint64(i))
		part, err := keeper.Keep(b)
		if err != nil {
			b.Close()
			return nil, err
		}
		kept = append(kept, part)
		if b.Holds() {
			defer b.Close()
		}
		if now, known := t.shop.Resident(); known && bench.Bytes(now)-before > retainMost {
			r.Sources = len(kept)
			break
		}
	}
	after, err := t.resident()
	r.Grown = max(after-before, 0)
	return kept, err
}

// resident is the memory of this process, without what the collector can return.
func (t retainer) resident() (bench.Bytes, error) {
	giveBack()
	if t.shop.Resident != nil {
		if n, known := t.shop.Resident(); known {
			return bench.Bytes(n), nil
		}
	}
	return 0, fmt.Errorf("see how much memory this process has: %w", &bench.Skip{Reason: "this system does not say"})
}

// giveBack returns unused memory to the system. It takes two collections, because the first
// one leaves the contents of pools and objects with finalizers.
func giveBack() {
	runtime.GC()
	debug.FreeOSMemory()
}
