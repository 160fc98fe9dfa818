package report

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"golang.org/x/perf/benchunit"
)

// scaleOf is one scale for all centres of a row.
func scaleOf(t compare.Table, r compare.Row) benchunit.Scaler {
	var centers []float64
	for _, c := range r.Cells {
		if c != nil {
			centers = append(centers, c.Center)
		}
	}
	return benchunit.CommonScale(centers, benchunit.ClassOf(t.Unit))
}

// spreadOf is how far the interval of a cell reaches, in per cent of its centre.
func spreadOf(c *compare.Cell) string {
	sign := func(x float64) int { return cmp.Compare(x, 0) }
	switch {
	case math.IsInf(c.Lo, 0) || math.IsInf(c.Hi, 0):
		return "∞"
	case sign(c.Lo) != sign(c.Center) || sign(c.Hi) != sign(c.Center):
		return "?"
	case c.Center == 0:
		return "0%"
	}
	return fmt.Sprintf("%.0f%%", 100*max(c.Hi/c.Center-1, 1-c.Lo/c.Center))
}

// deltaOf is the change of a centre in per cent, with the factor if it is large.
func deltaOf(base, c *compare.Cell) string {
	switch a := c.Against; {
	case a.P > a.Alpha:
		return "~"
	case base.Center == c.Center:
		return "0.00%"
	case base.Center == 0:
		return "from 0"
	}
	ratio := c.Center / base.Center
	if math.IsInf(ratio, 0) {
		return "from almost 0"
	}
	return fmt.Sprintf("%+.2f%%%s", (ratio-1)*100, large(ratio))
}

// changeOfCenters is the change of a center as a share of the base's: 0.2 is +20 %. It is
// infinite from 0.
func changeOfCenters(base, c *compare.Cell) float64 {
	if base.Center == c.Center {
		return 0
	}
	return c.Center/base.Center - 1
}

// large is a ratio as a factor if it is ×2 or more, or ÷2 or more.
func large(ratio float64) string {
	switch {
	case ratio >= 2:
		return " ×" + strings.TrimSuffix(Factor(ratio), "×")
	case ratio > 0 && ratio <= 0.5:
		return " ÷" + strings.TrimSuffix(Factor(1/ratio), "×")
	}
	return ""
}

// evidenceOf is the p-value and the sizes of the samples.
func evidenceOf(a *compare.Comparison) string {
	s := ""
	if a.P != 0 {
		s = fmt.Sprintf("p=%0.3f ", a.P)
	}
	if a.N1 == a.N2 {
		return s + fmt.Sprintf("n=%d", a.N1)
	}
	return s + fmt.Sprintf("n=%d+%d", a.N1, a.N2)
}

// word is a verdict as the threshold counts it, so that it does not contradict the
// counts.
func (c Comparison) word(t compare.Table, a *compare.Comparison) string {
	s := string(a.Word)
	if a.Method == compare.Paired {
		s += " (paired)"
	}
	beyond := t.Beyond(a, c.Threshold)
	if beyond == compare.Allowed {
		s = strings.Replace(s, string(verdict.Worse), allowed, 1)
	} else if a.Word == verdict.Worse && beyond == verdict.Undecided {
		s += ", perhaps allowed"
	}
	switch {
	case !c.Color:
	case a.Word == verdict.Better:
		return "\x1b[32m" + s + "\x1b[0m"
	case beyond == verdict.Worse:
		return "\x1b[31m" + s + "\x1b[0m"
	}
	return s
}

// allowed is the word for a result that is worse by no more than the threshold.
const allowed = "worse but allowed"

// seesOf is the smallest change that could have been seen.
func seesOf(a *compare.Comparison) string {
	switch {
	case a.Method == compare.Exact || a.Detectable == 1:
		return "any"
	case a.Ratio.N == 0 || a.Word == compare.SameCode: // from or to 0, or nothing was looked for
		return ""
	case math.IsInf(a.Detectable, 1):
		return "nothing"
	}
	x := (a.Detectable - 1) * 100
	if x >= 10 {
		return fmt.Sprintf("%.0f%%", x)
	}
	return fmt.Sprintf("%.2g%%", x)
}
