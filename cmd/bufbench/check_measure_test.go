package main

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// TestRequests: a scenario is measured once, at what all of its claims name.
func TestRequests(t *testing.T) {
	claims := func(benchmarks ...string) gate.Config {
		var c gate.Config
		for _, b := range benchmarks {
			c.Claims = append(c.Claims, gate.Claim{Benchmark: b})
		}
		return c
	}
	for _, test := range []struct {
		config gate.Config
		want   string // names, sizes, passes, axes of each
	}{
		{claims("A"), `[["A"] - - []]`},
		{claims("A/size=4KiB/passes=1", "BenchmarkA/size=1MiB/passes=1"), `[["A"] 4KiB,1MiB 1,1 []]`},
		{claims("A/size=4KiB", "A", "B/passes=2"), `[["A"] - - [] ["B"] - 2 []]`},
		{claims("A/object=bytes/cache=cold", "A/access=view/object=numpy"), `[["A"] - - ["object=bytes,numpy"]]`},
	} {
		var got []string
		for _, q := range (&check{config: test.config}).requests() {
			sizes, passes := "-", "-"
			if q.SizesGiven {
				sizes = q.Sizes
			}
			if q.PassesGiven {
				passes = q.Passes
			}
			got = append(got, fmt.Sprintf("%q %s %s %q", q.Names, sizes, passes, q.Axes))
		}
		if fmt.Sprint(got) != test.want {
			t.Errorf("requests of %+v = %v, want %s", test.config.Claims, got, test.want)
		}
	}
}
