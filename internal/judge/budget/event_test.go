package budget_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// counted are launches of one arm, with these cycles and instructions per operation.
func counted(cycles, instructions []float64) (all []*launch.Ledger) {
	for i := range cycles {
		l := ledger(1, 0, append([]rival{{name: "copy", ns: 100}}, prices()...)...)
		l.Record.Rivals[0].Counts = []launch.Count{
			{Event: events.Cycles, PerOp: cycles[i], Share: 1 - 0.1*float64(i)}, {Event: events.Instructions, PerOp: instructions[i], Share: 1},
		}
		if i == 0 {
			l.Record.Rivals[0].Counts = append(l.Record.Rivals[0].Counts, launch.Count{Event: events.PageFaults, PerOp: 1, Share: 1})
		}
		l.Record.Counting = &launch.Counting{Alone: true, Lacks: []events.Lack{{Event: events.LLCMisses, Reason: "there is none"}}}
		all = append(all, l)
	}
	return all
}

// TestEvents: an event has the middle of its launches, IPC is the ratio of each launch, and
// what was not counted says why. An event that one launch did not count is left out.
func TestEvents(t *testing.T) {
	book := budget.Of(counted([]float64{100, 200, 400}, []float64{300, 400, 400}))
	want := []struct {
		name          string
		center, share float64
	}{{events.Cycles, 225, 0.8}, {events.Instructions, 375, 1}, {budget.IPC, 2, 0.8}}
	got := book.Budgets[0].Events
	if len(got) != len(want) {
		t.Fatalf("the events are %+v, want %v", got, want)
	}
	for i, w := range want {
		if e := got[i]; e.Name != w.name || e.PerOp.Center != w.center || e.Share < w.share-1e-9 || e.Share > w.share+1e-9 {
			t.Errorf("event %d is %+v, want %+v", i, e, w)
		}
	}
	if lacks := strings.Join(book.Lacks, "; "); !strings.Contains(lacks, "LLC-misses not available (there is none)") || !strings.Contains(lacks, events.WithoutKernel) {
		t.Errorf("the lacks are %q", lacks)
	}
	if idle := budget.Of(counted([]float64{0, 0}, []float64{1, 1})); len(idle.Budgets[0].Events) != 2 {
		t.Errorf("without cycles the events are %+v, want no IPC", idle.Budgets[0].Events)
	}
}
