package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// cost prints a difference of nanoseconds with half its interval: 5.30 ±0.21µs.
func cost(e interval.Estimate) string {
	center, within, unit := costParts(e)
	if within == "" {
		return center
	}
	return center + " ±" + within + unit
}

// costAlone prints it without the interval, in the same unit: 5.30µs.
func costAlone(e interval.Estimate) string {
	center, _, unit := costParts(e)
	return center + unit
}

// costParts are a difference of nanoseconds and half its interval, in one unit and with
// the same digits. Without an interval the first is a word, and the others are empty.
func costParts(e interval.Estimate) (center, within, unit string) {
	switch {
	case e.N == 0:
		return "-", "", ""
	case !isKnown(e):
		return verdict.Open, "", ""
	}
	half := (e.Hi - e.Lo) / 2
	unit, size := unitOf(max(math.Abs(e.Center), half))
	half /= size
	digits := decimals(max(math.Abs(e.Center/size), half))
	within = fmt.Sprintf("%.*f", digits, half)
	if strings.Trim(within, "0.") == "" {
		within = fmt.Sprintf("%.1g", half)
	}
	return fmt.Sprintf("%.*f", digits, e.Center/size), within, unit
}

// isKnown reports whether an estimate has an interval.
func isKnown(e interval.Estimate) bool {
	return e.N > 0 && !math.IsInf(e.Hi, 0) && !math.IsInf(e.Lo, 0) && !math.IsNaN(e.Center)
}

// decimals is how many digits behind the point make three figures.
func decimals(x float64) int {
	switch {
	case x < 9.995:
		return 2
	case x < 99.95:
		return 1
	}
	return 0
}

// busy prints a number of processors: 0.120 CPU.
func busy(e interval.Estimate) string {
	if e.N == 0 {
		return "-"
	}
	if e.Center >= 0.00995 && e.Center < 0.9995 {
		return fmt.Sprintf("%.3f CPU", e.Center)
	}
	return Figures(e.Center) + " CPU"
}

// garbage prints bytes that are allocated: 48KiB, and 937MiB/s at a rate.
func garbage(a verdict.Arm, rate float64) string {
	switch e := a.Values["B/op"]; {
	case e.N == 0 || e.Center == 0:
		return "-"
	case rate > 0:
		return Binary(a.At(rate).Garbage.Center) + "/s"
	default:
		return Binary(e.Center)
	}
}

// Binary prints bytes in three figures: 937MiB.
func Binary(x float64) string {
	for _, u := range []bench.Bytes{bench.TiB, bench.GiB, bench.MiB, bench.KiB} {
		if x >= float64(u)*nearly {
			return trimmed(Figures(x/float64(u))) + u.String()[1:]
		}
	}
	return trimmed(Figures(x)) + "B"
}
