package profile

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/unitprice"
)

// pricedLaunches is how often prices are measured at most.
const pricedLaunches = 4

// price measures the prices of what the sides allocate and do, once if one Go built both.
// What has no price is noted; the error is the end of ctx.
func (r *benchmarkRun) price(ctx context.Context, folder *scratch.Folder) error {
	var heaps []budget.Heap
	var most budget.Amounts
	for _, side := range r.sides {
		if side.measured.Heap.Ops > 0 {
			heaps = append(heaps, side.measured.Heap)
		}
		most = most.Largest(side.measured.Done.Worth())
	}
	items := priceable(budget.PricedSizes(heaps...), most)
	if len(items) == 0 {
		return nil
	}
	r.say("measuring %d prices", len(items))
	for i, side := range r.sides {
		if i > 0 && side.goVersion == r.sides[0].goVersion {
			side.measured.Prices = r.sides[0].measured.Prices
			continue
		}
		prices, err := unitprice.Measure(ctx, unitprice.Spec{
			Folder: folder, Go: side.goVersion, Procs: r.spec.Packages.Procs, Items: items, Launches: min(r.spec.Launches, pricedLaunches),
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			r.Notes = append(r.Notes, "nothing has a price: "+strings.Join(strings.Fields(err.Error()), " "))
			return nil
		}
		side.measured.Prices = priceList(prices)
	}
	return nil
}

// A price per byte is the difference of two reads: one byte, and about as many as the
// benchmark reads at a time, within limits.
const shortRead, longRead = 4 << 10, 1 << 20

// priceable are the items that need a price.
func priceable(sizes []int64, done budget.Amounts) (items []unitprice.Item) {
	for _, size := range sizes {
		items = append(items, unitprice.Item{Kind: unitprice.Object, Size: size})
	}
	if done.Faults > 0 {
		items = append(items, unitprice.Item{Kind: unitprice.Fault})
	}
	if done.Calls > 0 {
		items = append(items, unitprice.Item{Kind: unitprice.Call})
	}
	if done.Requests > 0 {
		size := min(max(int64(done.Bytes/done.Requests), shortRead), longRead)
		items = append(items, unitprice.Item{Kind: unitprice.Read, Size: 1}, unitprice.Item{Kind: unitprice.Read, Size: size})
	}
	return items
}

// priceList sorts measured prices by what they are of. The read of one byte stands before
// the longer one.
func priceList(prices []unitprice.Price) (list budget.Prices) {
	var one unitprice.Ways
	for _, p := range prices {
		both := []float64{p.Time.Alone, p.Time.Behind}
		switch {
		case p.Item.Kind == unitprice.Object:
			list.Objects = append(list.Objects, budget.ObjectPrice{Size: p.Item.Size, Allocating: both, Collecting: []float64{p.Collecting.Alone, p.Collecting.Behind}})
		case p.Item.Kind == unitprice.Fault:
			list.Fault = both
		case p.Item.Kind == unitprice.Call:
			list.Call = both
		case p.Item.Size == 1:
			one, list.Request = p.Time, both
		default:
			more := float64(p.Item.Size - 1)
			list.Byte = []float64{max(0, p.Time.Alone-one.Alone) / more, max(0, p.Time.Behind-one.Behind) / more}
		}
	}
	return list
}
