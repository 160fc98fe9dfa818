package report

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Ceilings prints what the machine could do at each size while it was
// measured. level names the memory that holds an array of a size: L1, L2, LLC.
func Ceilings(w io.Writer, ceilings []verdict.Ceiling, level func(bench.Bytes) string) error {
	if len(ceilings) == 0 {
		return nil
	}
	fmt.Fprintln(w, "Ceilings: what this machine can do, measured in the same rounds")
	g := grid{header: []string{"size", "holds it", "read", "copy", "streaming copy"}, left: 2}
	for _, c := range ceilings {
		g.rows = append(g.rows, []string{
			short(c.Size), level(c.Size), ceiling(c.Read), ceiling(c.Copy), ceiling(c.Stream),
		})
	}
	if err := g.text(w); err != nil {
		return fmt.Errorf("print the ceilings: %w", err)
	}
	return nil
}

func ceiling(e interval.Estimate) string {
	if e.N == 0 {
		return "-"
	}
	return rate(e.Center) + " " + plusMinus(e)
}
