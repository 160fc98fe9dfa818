package loop_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestUnitsAreSaidOnce(t *testing.T) {
	if got := slices.Compact(slices.Sorted(slices.Values(loop.Units()))); len(got) != len(loop.Units()) {
		t.Errorf("Units has %d lines, %d of them different", len(loop.Units()), len(got))
	}
}
