package budget

import (
	"cmp"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// ObjectPrice is what an object of one size costs, in nanoseconds, by several ways to
// allocate it. The cheapest and the dearest of them bound the price.
type ObjectPrice struct {
	Size                   int64
	Allocating, Collecting []float64
}

const (
	// pricesMost is how many sizes have a price of their own.
	pricesMost = 8
	// objectsLeast is the number of objects per operation from which on they have prices.
	// Fewer are allocated beside the benchmark.
	objectsLeast = 0.01
)

// PricedSizes are the sizes of objects that are worth a price: those with a hundredth of
// the objects or of the bytes.
func PricedSizes(heaps ...Heap) (sizes []int64) {
	weight, whole := map[int64]float64{}, 0.
	for _, h := range heaps {
		bytes, objects := 0., 0.
		classes := h.classes()
		for _, c := range classes {
			bytes, objects = bytes+c.Bytes(), objects+c.Objects
		}
		for _, c := range classes {
			if c.Objects > 0 && c.Size > 0 && objects >= objectsLeast {
				weight[c.Size] += c.Bytes()/bytes + c.Objects/objects
				whole += c.Bytes()/bytes + c.Objects/objects
			}
		}
	}
	for size, w := range weight {
		if w >= whole/100 {
			sizes = append(sizes, size)
		}
	}
	slices.SortFunc(sizes, func(a, b int64) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b)) })
	sizes = sizes[:min(len(sizes), pricesMost)]
	slices.Sort(sizes)
	return sizes
}

// pricedObjects are the rows of the objects. A size without a price has that of the nearest
// one.
func pricedObjects(classes []Class, prices []ObjectPrice) (parts []Part) {
	if len(prices) == 0 {
		return nil
	}
	allocating, collecting := interval.Estimate{Confidence: Confidence}, interval.Estimate{Confidence: Confidence}
	for _, c := range classes {
		p := nearest(prices, c.Size)
		allocating = paid(allocating, p.Allocating, c.Objects)
		collecting = paid(collecting, p.Collecting, c.Objects)
	}
	if allocating.Lo == 0 && allocating.Hi == 0 {
		return nil
	}
	return []Part{{Allocation, allocating}, {Collection, collecting}}
}

// moreObjects are the objects that the head allocates and the base does not. Where it
// allocates fewer of a size, their number is below 0.
func moreObjects(base, head []Class) (all []Class) {
	all = slices.Clone(head)
	for _, c := range base {
		at := slices.IndexFunc(all, func(h Class) bool { return h.Size == c.Size })
		if at < 0 {
			at, all = len(all), append(all, Class{Size: c.Size})
		}
		all[at].Objects -= c.Objects
	}
	return all
}

// nearest is the price whose size differs by the smallest factor.
func nearest(prices []ObjectPrice, size int64) ObjectPrice {
	far := func(p ObjectPrice) float64 { return math.Abs(math.Log(float64(p.Size) / float64(max(size, 1)))) }
	return slices.MinFunc(prices, func(a, b ObjectPrice) int { return cmp.Compare(far(a), far(b)) })
}

// paid adds so many objects at one of these prices.
func paid(e interval.Estimate, prices []float64, times float64) interval.Estimate {
	cheap, dear := times*slices.Min(prices), times*slices.Max(prices)
	e.Lo, e.Hi, e.N = e.Lo+min(cheap, dear), e.Hi+max(cheap, dear), len(prices)
	e.Center = (e.Lo + e.Hi) / 2
	return e
}

// Disagreements compares rows by their prices with the same rows by samples. Samples see more
// of some rows than is counted: all that C does, and system calls that neither read nor write.
// They see no page faults.
func (t Trace) Disagreements() (all []Disagreement) {
	if t.Hits < samplesLeast {
		return nil
	}
	for _, p := range t.Priced {
		by := partOf(t.Parts, p.Row)
		apart := p.Time.Lo > by.Hi
		switch p.Row {
		case Faults:
			continue
		case Allocation, Collection:
			apart = apart || by.Lo > p.Time.Hi
		}
		if apart && math.Abs(p.Time.Center-by.Center) > trifle*t.Time.Center {
			all = append(all, Disagreement{t.Arm, p.Row, p.Time, by, SamplesSource})
		}
	}
	return all
}
