package profile

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/heapprice"
)

// pricedLaunches is how often prices are measured at most.
const pricedLaunches = 4

// price measures the prices of the objects that the sides allocate, once if one Go built
// both. What has no price is noted; the error is the end of ctx.
func (r *benchmarkRun) price(ctx context.Context, folder *scratch.Folder) error {
	var heaps []budget.Heap
	for _, side := range r.sides {
		if side.measured.Heap.Ops > 0 {
			heaps = append(heaps, side.measured.Heap)
		}
	}
	sizes := budget.PricedSizes(heaps...)
	if len(sizes) == 0 {
		return nil
	}
	r.say("measuring the prices of objects of %d sizes", len(sizes))
	for i, side := range r.sides {
		if i > 0 && side.goVersion == r.sides[0].goVersion {
			side.measured.Prices = r.sides[0].measured.Prices
			continue
		}
		prices, err := heapprice.Measure(ctx, heapprice.Spec{
			Folder: folder, Go: side.goVersion, Procs: r.spec.Packages.Procs, Sizes: sizes, Launches: min(r.spec.Launches, pricedLaunches),
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			r.Notes = append(r.Notes, "allocations have no price: "+strings.Join(strings.Fields(err.Error()), " "))
			return nil
		}
		for _, p := range prices {
			side.measured.Prices = append(side.measured.Prices, budget.ObjectPrice{
				Size:       p.Size,
				Allocating: []float64{p.Allocating.Alone, p.Allocating.Behind}, Collecting: []float64{p.Collecting.Alone, p.Collecting.Behind},
			})
		}
	}
	return nil
}
