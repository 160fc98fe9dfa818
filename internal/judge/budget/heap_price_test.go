package budget_test

import (
	"math"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// allocating is a benchmark with so many objects of 64 bytes and of 4 KiB per operation.
func allocating(name string, small, large int64) budget.Benchmark {
	b := decoded(1)
	b.Name = name
	b.Heap.Ops = 10
	for size, n := range map[int64]int64{64: small, 4096: large} {
		if n > 0 {
			b.Heap.Sites = append(b.Heap.Sites, budget.Site{Frames: []string{"own.fill", "own.BenchmarkFill", "testing.(*B).runN"}, Size: size, Objects: 10 * n})
		}
	}
	b.Prices.Objects = []budget.ObjectPrice{
		{Size: 64, Allocating: []float64{20, 30, 40}, Collecting: []float64{1, 2}},
		{Size: 4096, Allocating: []float64{300, 500}, Collecting: []float64{10, 40}},
	}
	return b
}

// TestPriced: a row is a range, from all objects at their cheapest to all at their dearest;
// that of a change is one of the objects that changed.
func TestPriced(t *testing.T) {
	base, head := budget.OfBenchmark(allocating("base", 2, 0)), budget.OfBenchmark(allocating("head", 1, 1))
	for _, test := range []struct {
		name   string
		parts  []budget.Part
		lo, hi [2]float64
	}{
		{"base", base.Priced, [2]float64{40, 2}, [2]float64{80, 4}},
		{"head", head.Priced, [2]float64{320, 11}, [2]float64{540, 42}},
		{"change", budget.Change(base, head, [2][]float64{}).Priced, [2]float64{300 - 40, 10 - 2}, [2]float64{500 - 20, 40 - 1}},
	} {
		if len(test.parts) != 2 {
			t.Fatalf("%s has the rows %+v, want allocation and collection", test.name, test.parts)
		}
		for i, row := range []budget.Row{budget.Allocation, budget.Collection} {
			p := test.parts[i]
			if p.Row != row || p.Time.Lo != test.lo[i] || p.Time.Hi != test.hi[i] || p.Time.Center != (test.lo[i]+test.hi[i])/2 {
				t.Errorf("%s: %s is %+v, want from %v to %v", test.name, p.Row, p.Time, test.lo[i], test.hi[i])
			}
		}
	}
	b := allocating("base", 1, 0)
	b.Prices.Objects = b.Prices.Objects[1:]
	if got := budget.OfBenchmark(b).Priced[0].Time.Lo; got != 300 {
		t.Errorf("an object without a price costs %v, want that of the nearest size", got)
	}
	b.Prices = budget.Prices{}
	if got := budget.OfBenchmark(b); got.Priced != nil || got.Disagreements() != nil {
		t.Errorf("without prices there are %+v", got.Priced)
	}
}

// TestTraceDisagreements: two sources whose intervals do not meet are named, but no trifles.
func TestTraceDisagreements(t *testing.T) {
	all := budget.OfBenchmark(allocating("base", 200, 0)).Disagreements() // 200 objects: 4 to 8 µs; samples: 200 ns
	if len(all) != 2 || all[0].Row != budget.Allocation || all[0].Source != budget.SamplesSource || math.Abs(all[0].Other.Center-200) > 1e-6 {
		t.Errorf("the sources disagree on %+v, want allocation by samples, and collection", all)
	}
	if all := budget.OfBenchmark(allocating("base", 4, 0)).Disagreements(); len(all) != 1 || all[0].Row != budget.Collection {
		t.Errorf("the sources disagree on %+v, want collection alone", all) // 4 to 8 ns by price, 80 by samples
	}
}

// TestPricedSizes: sizes with a hundredth of the objects or bytes, in order.
func TestPricedSizes(t *testing.T) {
	a, b := allocating("base", 3, 0).Heap, allocating("head", 0, 2).Heap
	if got := budget.PricedSizes(a, b); !slices.Equal(got, []int64{64, 4096}) {
		t.Errorf("sizes with a price are %v", got)
	}
	a = allocating("base", 10_000, 1).Heap
	if got := budget.PricedSizes(a); !slices.Equal(got, []int64{64}) {
		t.Errorf("sizes with a price are %v, want no trifle", got)
	}
	a = allocating("base", 1, 0).Heap
	a.Ops = 10_000
	if got := budget.PricedSizes(a); len(got) != 0 {
		t.Errorf("sizes with a price are %v of an object per 1000 operations", got)
	}
	if got := budget.PricedSizes(); len(got) != 0 {
		t.Errorf("sizes with a price are %v of nothing", got)
	}
}
