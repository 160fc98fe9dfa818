package gate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
)

// values are n values about a center that differ by up to 1 %, none twice.
func values(center float64, n int) []float64 {
	var x []float64
	for i := range n {
		x = append(x, center*(1+0.01*float64((i*7)%n)/float64(n)))
	}
	return x
}

// lines are benchmark lines of one name with one value each.
func lines(name, unit string, x ...float64) string {
	var s strings.Builder
	for _, v := range x {
		fmt.Fprintf(&s, "Benchmark%s 100 %v %s\n", name, v, unit)
	}
	return s.String()
}

const (
	fixed      = "# bufbench: x\n# launches=10 paired=yes clock=ns/op stop=fixed alpha=0.05\n"
	sequential = "# bufbench: x\n# launches=20 paired=yes clock=ns/op stop=sequential alpha=0.01\n"
	byCPU      = "# bufbench: x\n# launches=10 paired=yes clock=cpu-ns/op stop=fixed alpha=0.05\n"
)

// records reads a text that must be whole.
func records(t *testing.T, text string) []*gate.Series {
	t.Helper()
	texts := &result.Texts{Inputs: []result.Input{{Label: "x", Path: "-"}}, Stdin: strings.NewReader(text)}
	series := gate.SeriesOf(texts.Records())
	if problems, _ := texts.Problems(); len(problems) > 0 {
		t.Fatalf("cannot read it: %v", problems)
	}
	return series
}

// claims reads claims that must be right.
func claims(t *testing.T, text string) []gate.Claim {
	t.Helper()
	c, err := gate.ReadConfig([]byte(text), "b.toml")
	if err != nil {
		t.Fatal(err)
	}
	return c.Claims
}
