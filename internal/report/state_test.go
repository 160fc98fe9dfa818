package report

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

func TestCacheState(t *testing.T) {
	for _, tt := range []struct {
		state       string
		sources     int
		wash, cache bench.Bytes
		want, short string
	}{
		{bench.CacheRing, 1024, 64 * bench.MiB, 32 * bench.MiB, "ring: 1024 sources, 64MiB in all", ""},
		{bench.CacheRing, 4096, 600 * bench.MiB, 300 * bench.MiB, "ring: 4096 sources, 256MiB in all", "SubSlice/cache=ring/size=64KiB/passes=1: 256MiB of memory is between two operations on the same data, and the last-level cache is said to hold 300MiB"},
		{bench.CacheCold, 1, 64 * bench.MiB, 32 * bench.MiB, "cold: 64MiB of other memory is read", ""},
		{bench.CacheCold, 1, 600 * bench.MiB, 300 * bench.MiB, "cold: 600MiB of other memory is read", ""},
		{bench.CacheCold, 1, 64 * bench.MiB, 300 * bench.MiB, "cold: 64MiB of other memory is read", "64MiB of memory is between"},
		{bench.CacheFirst, 1, 64 * bench.MiB, 300 * bench.MiB, "", ""},
	} {
		r := &launch.Record{Scenario: "SubSlice", Blocks: []launch.Block{{Sources: tt.sources}}}
		r.Case = bench.Case{Size: 64 * bench.KiB, Passes: 1, Axes: []bench.Axis{{Key: bench.Cache, Value: tt.state}}}
		if got := CacheState(r, tt.wash); !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("CacheState of %s with %s = %q, want %q", tt.state, tt.cache, got, tt.want)
		}
		if got := CacheShort(r, tt.wash, tt.cache); !strings.HasPrefix(got, tt.short) && !strings.Contains(got, tt.short) || (got == "") != (tt.short == "") {
			t.Errorf("CacheShort of %s with %s = %q, want %q", tt.state, tt.cache, got, tt.short)
		}
	}
}
