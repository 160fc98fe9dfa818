package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Factor prints a factor in three figures: 0.52×, 12.3×, 41000×.
func Factor(x float64) string {
	switch {
	case x > 0 && x < 0.0995:
		return fmt.Sprintf("%.2g×", x)
	case x < 9.995: // what is not rounded to 10.00
		return fmt.Sprintf("%.2f×", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f×", x)
	}
	return fmt.Sprintf("%.0f×", x)
}

// factorWithin prints a factor with its interval: 12.3× [11.9,12.8].
func factorWithin(e interval.Estimate) string {
	return Factor(e.Center) + " [" + strings.TrimSuffix(Factor(e.Lo), "×") + "," + strings.TrimSuffix(Factor(e.Hi), "×") + "]"
}

// faster says how many times faster something is, or slower: 14.0× [12.1,15.8] slower.
func faster(e interval.Estimate) string {
	if e.Center < 1 {
		return factorWithin(inverse(e)) + " slower"
	}
	return factorWithin(e) + " faster"
}

// inverse is the estimate of the inverse ratio.
func inverse(e interval.Estimate) interval.Estimate {
	e.Center, e.Lo, e.Hi = 1/e.Center, 1/e.Hi, 1/e.Lo
	return e
}

// factorLines prints a factor and its interval on two lines.
func factorLines(e interval.Estimate) string {
	if e.N == 0 || e.Center == 1 {
		return "\n" // the yardstick itself, or nothing to compare with
	}
	return Factor(e.Center) + "\n" + bounds(e)
}

// bounds prints the ends of an interval: [11.9,12.8]; undecided if there is none.
func bounds(e interval.Estimate) string {
	if math.IsInf(e.Hi, 1) {
		return verdict.Open
	}
	return "[" + Figures(e.Lo) + "," + Figures(e.Hi) + "]"
}

// factorOr is how many times faster an arm is than the one asked for; "-" for that one.
func factorOr(a verdict.Arm) string {
	if a.Factor.N == 0 || a.Factor.Center == 1 {
		return "-"
	}
	return Factor(a.Factor.Center)
}
