package budget_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

const (
	inLoop = "github.com/bufbench/bufbench/internal/measure/loop.Clocks.Sample github.com/bufbench/bufbench/internal/measure/child.Main runtime.main"
	clone  = "example.com/scenarios/goheap.sliceClone.func1 "
)

// TestRowOf: names of functions decide, the innermost where it must.
func TestRowOf(t *testing.T) {
	for stack, want := range map[string]budget.Row{
		"runtime.memmove runtime.growslice bytes.Clone f":                            budget.Moving,
		"runtime.memclrNoHeapPointers runtime.mallocgc runtime.makeslice f":          budget.Allocation,
		"runtime.(*mspan).init runtime.mallocgcLarge runtime.mallocgc f":             budget.Allocation,
		"runtime.scanobject runtime.gcDrainN runtime.gcAssistAlloc runtime.mallocgc": budget.Collection,
		"runtime.cgocall example.com/cmem._Cfunc_f f":                                budget.Calls,
		"internal/runtime/syscall.Syscall6 syscall.RawSyscall6 syscall.pread f":      budget.System,
		"github.com/bufbench/bufbench/scenarios/kernel.sumAVX2 f":                    budget.Reading,
		"github.com/bufbench/bufbench/scenarios/kernel.GatherStrided f":              budget.Moving,
		"runtime.asyncPreempt github.com/bufbench/bufbench/scenarios/kernel.Sum f":   budget.Reading,
		"example.com/goheap.columnView.func1":                                        budget.Other,
		"runtime.memclrNoHeapPointers example.com/f":                                 budget.Other,
		"": budget.Other,
	} {
		if got := budget.RowOf(strings.Fields(stack)); got != want {
			t.Errorf("RowOf(%s) = %s, want %s", stack, got, want)
		}
	}
}

func stack(n int64, frames string) budget.Stack {
	return budget.Stack{Frames: strings.Fields(frames), Samples: n}
}

// TestSampled: a row's time is its share of the samples inside operations. What the loop,
// the clocks and the collector take is none of them.
func TestSampled(t *testing.T) {
	time := interval.Estimate{Center: 1000, Lo: 900, Hi: 1100, N: 8}
	s := budget.Sampled("copy", time, []budget.Stack{
		stack(60, "runtime.memmove bytes.Clone "+clone+inLoop),
		stack(30, "runtime.nextFreeFast runtime.mallocgc "+clone+inLoop),
		stack(10, clone+inLoop),
		stack(500, "runtime.nanotime time.Since "+inLoop),
		stack(500, "github.com/bufbench/bufbench/internal/measure/loop.(*Loop).net "+inLoop),
		stack(7, "runtime.scanobject runtime.gcDrain runtime.gcBgMarkWorker"),
		stack(9, "runtime.futex runtime.mstart"),
	})
	if s.Samples != 100 || s.Collector != 7 {
		t.Errorf("%d samples are inside operations and %d in the collector, want 100 and 7", s.Samples, s.Collector)
	}
	want := map[budget.Row]float64{budget.Moving: 600, budget.Allocation: 300, budget.Other: 100}
	for _, p := range s.Parts {
		if p.Time.Center != want[p.Row] || p.Time.Lo >= p.Time.Center || p.Time.Hi <= p.Time.Center {
			t.Errorf("%s takes %+v, want %v within an interval", p.Row, p.Time, want[p.Row])
		}
		delete(want, p.Row)
	}
	if len(want) > 0 {
		t.Errorf("no samples of %v", want)
	}
	if f := s.Functions[0]; f.Name != "runtime.memmove" || f.Share != 0.6 {
		t.Errorf("the hottest function is %+v, want runtime.memmove with 0.6", f)
	}
	if none := budget.Sampled("waits", time, nil); none.Samples != 0 || len(none.Parts) != 0 {
		t.Errorf("without samples there is %+v", none)
	}
}

// TestDisagreements: only intervals that do not meet are told, and no trifles, and only
// of enough samples.
func TestDisagreements(t *testing.T) {
	b := book(6).Budgets[1] // reuse: moving 200 of 260 at scale 1
	stacks := func(moving, reading int64) []budget.Stack {
		return []budget.Stack{
			stack(moving, "runtime.memmove "+clone+inLoop),
			stack(reading, "github.com/bufbench/bufbench/scenarios/kernel.Sum "+clone+inLoop),
		}
	}
	for _, test := range []struct {
		moving, reading int64
		want            int
	}{{760, 240, 0}, {500, 500, 2}, {5, 15, 0}} {
		s := budget.Sampled("reuse", b.Time, stacks(test.moving, test.reading))
		if got := b.Disagreements(&s); len(got) != test.want {
			t.Errorf("of %d and %d samples: %d disagreements, want %d: %+v", test.moving, test.reading, len(got), test.want, got)
		}
	}
}

// TestSampledStacks: stacks inside operations are kept once each, without the runtime's
// interruptions and without the loop.
func TestSampledStacks(t *testing.T) {
	stack := func(frames string, n int64) budget.Stack {
		return budget.Stack{Frames: strings.Fields(frames), Samples: n}
	}
	s := budget.Sampled("copy", interval.Estimate{Center: 100, N: 8}, []budget.Stack{
		stack("runtime.memmove "+clone+inLoop, 5),
		stack("runtime.asyncPreempt runtime.memmove "+clone+inLoop, 2),
		stack(clone+inLoop, 1),
		stack(inLoop, 9),
		stack("runtime.scanobject runtime.gcBgMarkWorker", 9),
	})
	name := strings.TrimSpace(clone)
	want := []budget.Stack{stack(name, 1), stack("runtime.memmove "+name, 7)}
	if !reflect.DeepEqual(s.Stacks, want) {
		t.Errorf("the stacks are %v, want %v", s.Stacks, want)
	}
}
