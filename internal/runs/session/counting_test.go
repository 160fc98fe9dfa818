package session

import (
	"maps"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// TestCounting: what is not counted is said once, and of events that took turns
// the least share counts.
func TestCounting(t *testing.T) {
	none := events.Lack{Event: "cycles", Reason: "none", Hint: "more"}
	later := events.Lack{Event: "LLC-misses", Reason: "busy"}
	record := func(share float64, lacks ...events.Lack) *launch.Record {
		return &launch.Record{
			Counting: &launch.Counting{Lacks: lacks},
			Rivals:   []launch.Rival{{Counts: []launch.Count{{Event: "page-faults", Share: 1}, {Event: "dTLB-misses", Share: share}}}},
		}
	}
	var k Counting
	alone := record(0.75, none)
	alone.Counting.Alone = true
	for i, step := range []struct {
		see  *launch.Record
		says []string
	}{
		{&launch.Record{Rivals: []launch.Rival{{}}}, nil},
		{record(1), nil},
		{record(0.5, none), []string{"perf counters: cycles not available (none; try: more)"}},
		{record(0.25, none), nil},
		{record(0.5, none, later), []string{"perf counters: LLC-misses not available (busy)"}},
		{alone, []string{"perf counters: of the program alone, without what the kernel does for it, which this process may not watch (try: sysctl kernel.perf_event_paranoid=1)"}},
		{alone, nil},
	} {
		if k.see(step.see); i < 2 && k.turned() != "" {
			t.Errorf("step %d: %q, want nothing of turns", i, k.turned())
		}
		if got := k.news(); !slices.Equal(got, step.says) {
			t.Errorf("step %d: says %q, want %q", i, got, step.says)
		}
	}
	want := "perf counters: the processor has too few, so that events took turns and are scaled up from this share of the time or more: dTLB-misses (25 %)"
	if got := k.turned(); got != want {
		t.Errorf("of turns it says %q, want %q", got, want)
	}
	if !slices.Equal(k.Lacks, []events.Lack{none, later}) || !k.Alone || !maps.Equal(k.Turns, map[string]float64{"dTLB-misses": 0.25}) {
		t.Errorf("it knows %+v", k)
	}
}
