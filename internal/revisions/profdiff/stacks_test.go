package profdiff_test

import (
	"slices"
	"strings"
	"testing"
)

// TestStacks: inlined functions stand before their callers, and the samples are counted,
// not the nanoseconds.
func TestStacks(t *testing.T) {
	all, err := timed().ticks("p.f,p.g p.B", 3).ticks("p.h", 2).side(1).Stacks()
	if err != nil || len(all) != 2 {
		t.Fatalf("Stacks = %+v, %v, want two", all, err)
	}
	if !slices.Equal(all[0].Frames, strings.Fields("p.f p.g p.B")) || all[0].Samples != 3 || all[1].Samples != 2 {
		t.Errorf("Stacks = %+v", all)
	}
	if _, err := allocated(1).bytes("p.f", 1, 8).side(1).Stacks(); err == nil || !strings.Contains(err.Error(), "it has no samples") {
		t.Errorf("the stacks of a memory profile = %v, want an error", err)
	}
}
