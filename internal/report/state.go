package report

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// CacheState says how much memory stood between two operations on the same data, of a
// launch whose operations do not find their data in the cache. It is empty for other launches.
// Wash is how much a cold operation read before.
func CacheState(r *launch.Record, wash bench.Bytes) string {
	switch state := r.Case.Get(bench.Cache); {
	case state == bench.CacheRing && len(r.Blocks) > 0:
		n := r.Blocks[0].Sources
		return fmt.Sprintf("ring: %d sources, %s in all", n, bench.Bytes(n)*r.Case.Size)
	case state == bench.CacheCold:
		return fmt.Sprintf("cold: %s of other memory is read before each sample", wash)
	}
	return ""
}

// CacheShort says that less memory stood between two operations than the last-level cache
// is said to hold; empty where it was more, or the launch is of another state.
func CacheShort(r *launch.Record, wash, cache bench.Bytes) string {
	reached := wash
	switch state := r.Case.Get(bench.Cache); {
	case state == bench.CacheRing && len(r.Blocks) > 0:
		reached = bench.Bytes(r.Blocks[0].Sources) * r.Case.Size
	case state != bench.CacheCold:
		return ""
	}
	if reached > cache {
		return ""
	}
	return fmt.Sprintf("%s/%s: %s of memory is between two operations on the same data, and the last-level cache is said to hold %s: "+
		"an operation may find its data there, unless this is a virtual machine that has a part of it", r.Scenario, r.Case, reached, cache)
}
