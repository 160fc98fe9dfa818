package ab

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
)

// sided returns the lines of a benchmark. Its head takes ratio times as long as its base.
func sided(name string, ratio float64, sameCode bool) result.Sides {
	s := result.Sides{Name: "Benchmark" + name, Paired: true, Design: result.Design{Stop: result.Early, SameCode: sameCode}}
	for i := range 24 {
		wave := 1 + float64(i*5%13-6)/2000
		for side, x := range []float64{100, 100 * ratio * wave} {
			s.Lines[side] = append(s.Lines[side], result.Launch{N: 9, Values: []result.Value{{Unit: "ns/op", X: x}}})
		}
	}
	return s
}

// TestExplicableChanges: what is judged better or worse is to be linked anew if layouts may
// explain it: up to twice, or as far as benchmarks of the same code moved.
func TestExplicableChanges(t *testing.T) {
	for _, tt := range []struct {
		moved float64 // the benchmark of the same code
		want  map[string]string
	}{
		{1.02, map[string]string{"Small": "worse by 3 %", "Less": "better by 2 %", "Large": "worse by 8 %", "Loop": "worse by 48 %"}},
		{0.88, map[string]string{"Small": "worse by 3 %", "Less": "better by 2 %", "Large": "worse by 8 %", "Loop": "worse by 48 %"}},
		{0.3, map[string]string{
			"Small": "worse by 3 %", "Less": "better by 2 %", "Large": "worse by 8 %", "Loop": "worse by 48 %",
			"Huge": "worse by 200 %", "Third": "better by 65 %",
		}},
	} {
		var text bytes.Buffer
		err := result.WriteSides(&text, result.Heading{Machine: "m", Started: time.Unix(0, 0)}, []result.Sides{
			sided("Small", 1.03, false), sided("Less", 0.98, false), sided("Large", 1.08, false), sided("Loop", 1.48, false), sided("Huge", 3, false), sided("Third", 0.35, false),
			sided("Code", tt.moved, true), sided("Same", 1, false),
		})
		if err != nil {
			t.Fatal(err)
		}
		p := Policy{Goal: compare.Goal{Alpha: 0.01}}
		found, err := p.tables("x", text.Bytes(), false)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for name, c := range explicableChanges(found.tables[0]) {
			got[name] = wordsOf(c)
		}
		if !maps.Equal(got, tt.want) {
			t.Errorf("the same code moved to %v: %v, want %v", tt.moved, got, tt.want)
		}
	}
}

// TestGone: what only the base has is gone, a benchmark or one of its units.
func TestGone(t *testing.T) {
	some, lost := sided("Some", 1, false), sided("Lost", 1, false)
	for i := range some.Lines[0] {
		some.Lines[0][i].Values = append(some.Lines[0][i].Values, result.Value{Unit: "widgets/op", X: 3})
	}
	lost.Lines[1] = nil
	var text bytes.Buffer
	if err := result.WriteSides(&text, result.Heading{Machine: "m", Started: time.Unix(0, 0)}, []result.Sides{some, lost}); err != nil {
		t.Fatal(err)
	}
	found, err := Policy{Goal: compare.Goal{Alpha: 0.01}}.tables("x", text.Bytes(), false)
	if err != nil {
		t.Fatal(err)
	}
	want := []compare.Gone{{Row: "Lost", Column: "head"}, {Row: "Some", Unit: "widgets/op", Column: "head"}}
	if !slices.Equal(found.gone, want) {
		t.Errorf("gone: %+v, want %+v", found.gone, want)
	}
}

// TestAllocates: sides that allocate a different number of times, and always the same,
// do not run the same.
func TestAllocates(t *testing.T) {
	counted := func(counts ...[2]float64) *series {
		s := &series{}
		for _, c := range counts {
			s.pairs = append(s.pairs, pair{values: [2][]result.Value{{{Unit: "allocs/op", X: c[0]}}, {{Unit: "allocs/op", X: c[1]}}}})
		}
		return s
	}
	for _, tt := range []struct {
		of   *series
		want bool
	}{
		{counted(), false},
		{counted([2]float64{3, 3}, [2]float64{3, 3}), false},
		{counted([2]float64{3, 5}, [2]float64{3, 5}), true},
		{counted([2]float64{3, 5}, [2]float64{3, 4}), false}, // by chance
		{&series{pairs: make([]pair, 3)}, false},
	} {
		if got := allocates(tt.of); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.of.pairs, got, tt.want)
		}
	}
}
