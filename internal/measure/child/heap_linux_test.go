// The race detector keeps memory beside all memory, which faults as well.

//go:build !race

package child_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// TestCollectorIsOn: copies that allocate are measured with the collector on, and it is
// counted what they allocate.
func TestCollectorIsOn(t *testing.T) {
	const size = 64 * bench.KiB
	visits := of(size)
	v := &visits[0]
	v.Arms, v.Ops, v.Clock, v.Collector = []int{0, 1}, []int{8, 8}, launch.Wall, true
	records := measured(t, launch.Job{Visits: visits, Conditions: launch.Conditions{Ballast: bench.MiB}}, child.Shop{Scenarios: []bench.Scenario{memory("Memory", true)}, Clocks: clocks.System()})
	if len(records) != 1 || !records[0].Collector {
		t.Fatalf("records %+v, want one, with the collector on", records)
	}
	if got := records[0].Rivals[0].Allocated; got < size {
		t.Errorf("a copy allocates %s, want at least %s", got, size)
	}
}

// TestFirstTouches: what an operation allocates is touched for the first time, and
// memory of a settled heap is not.
func TestFirstTouches(t *testing.T) {
	faults := func(state string) (least int64) {
		v := in(bench.MiB, bench.Cache, state)
		v.Ops, v.Long, v.Collector = []int{1, 1}, []bool{true, true}, true
		job := launch.Job{Visits: []launch.Visit{v}, Conditions: launch.Conditions{Cache: bench.MiB, Ballast: 4 * bench.MiB}, Extent: loop.Extent{Rounds: 4, Span: 1}}
		least = 1 << 62
		for _, b := range measured(t, job, child.Shop{Scenarios: []bench.Scenario{memory("Memory", true)}, Clocks: clocks.System()})[0].Blocks {
			for _, round := range b.Rounds {
				least = min(least, round[0].Usage.Faults)
			}
		}
		return least
	}
	if hot, first := faults(bench.CacheHot), faults(bench.CacheFirst); hot > 0 || first == 0 {
		t.Errorf("a copy of 1MiB takes %d faults at least on a settled heap and %d where its memory is new, want none and some", hot, first)
	}
}
