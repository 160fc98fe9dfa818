package profdiff_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
	"github.com/google/pprof/profile"
)

// TestSpots: a sample counts for the innermost function and its place in the file of the
// program. The runtime's interruption counts for what it interrupted.
func TestSpots(t *testing.T) {
	program := &profile.Mapping{Start: 0x400000, Limit: 0x500000, Offset: 0x1000, File: "/bin/p", BuildID: "ab"}
	at := func(addr uint64, lines ...profile.Line) *profile.Location {
		return &profile.Location{Mapping: program, Address: addr, Line: lines}
	}
	line := func(name string, n int64) profile.Line {
		return profile.Line{Function: &profile.Function{Name: name, Filename: "/src/" + name + ".go"}, Line: n}
	}
	loop, caller := at(0x400010, line("inlined", 7), line("loop", 3)), at(0x400020, line("caller", 9))
	p := &profile.Profile{
		SampleType: []*profile.ValueType{{Type: "samples"}, {Type: "cpu"}}, PeriodType: &profile.ValueType{Type: "cpu"},
		Sample: []*profile.Sample{
			{Location: []*profile.Location{loop, caller}, Value: []int64{2, 20}},
			{Location: []*profile.Location{at(0x400030, line("runtime.asyncPreempt", 1)), loop, caller}, Value: []int64{3, 30}},
			{Location: []*profile.Location{{Mapping: &profile.Mapping{File: "/lib/libc.so.6"}, Address: 5}}, Value: []int64{4, 40}},
			{Value: []int64{5, 50}},
		},
	}
	got, err := profdiff.Side{Profile: p, Ops: 1}.Spots()
	if err != nil {
		t.Fatal(err)
	}
	inlined := profdiff.Spot{Function: "inlined", File: "/src/inlined.go", Line: 7, Program: "/bin/p", Build: "ab", Offset: 0x1010}
	want := []profdiff.Spot{inlined, inlined, {Function: "[libc.so.6]", Samples: 4}}
	want[0].Samples, want[1].Samples = 2, 3
	if len(got) != len(want) {
		t.Fatalf("Spots = %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("spot %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}
