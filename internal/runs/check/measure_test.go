package check

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// TestRuns: a scenario is measured once, at what all of its claims name.
func TestRuns(t *testing.T) {
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
		{claims("A"), `[["A"] [] [] []]`},
		{claims("A/size=4KiB/passes=1", "BenchmarkA/size=1MiB/passes=1"), `[["A"] [4KiB 1MiB] [1] []]`},
		{claims("A/size=4KiB", "A", "B/passes=2"), `[["A"] [] [] [] ["B"] [] [2] []]`},
		{claims("A/object=bytes/cache=cold", "A/access=view/object=numpy"), `[["A"] [] [] [{object [bytes numpy] false}]]`},
	} {
		runs, err := Runs(test.config.Claims)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range runs {
			got = append(got, fmt.Sprintf("%q %v %v %v", one.Select.Names, one.Select.Sizes, one.Select.Passes, one.Select.Axes))
		}
		if fmt.Sprint(got) != test.want {
			t.Errorf("runs of %+v = %v, want %s", test.config.Claims, got, test.want)
		}
	}
}
