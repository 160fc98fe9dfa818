package budget_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// TestInstructionsOf: a row has what its functions take themselves, those that an allocation
// consists of among them, and the rows add up.
func TestInstructionsOf(t *testing.T) {
	got := budget.InstructionsOf(1000, []budget.FunctionCount{
		{Name: "own.fill", PerOp: 400},
		{Name: "runtime.mallocgcSmallNoscan", PerOp: 200},
		{Name: "runtime.memmove", PerOp: 150},
		{Name: "runtime.(*mspan).writeHeapBitsSmall", PerOp: 50},
		{Name: "runtime.growslice", PerOp: 100},
		{Name: "syscall.write", PerOp: 100},
	})
	sum := 0.
	for _, r := range got.Rows {
		sum += r.PerOp
	}
	for row, want := range map[budget.Row]float64{budget.Allocation: 350, budget.Moving: 150, budget.System: 100, budget.Other: 400, budget.Calls: 0} {
		if got.Of(row) != want {
			t.Errorf("%s takes %v instructions, want %v", row, got.Of(row), want)
		}
	}
	if sum != 1000 || got.Function("runtime.memmove") != 150 || got.Function("none") != 0 {
		t.Errorf("the rows add up to %v, and memmove takes %v; want 1000 and 150", sum, got.Function("runtime.memmove"))
	}
}
