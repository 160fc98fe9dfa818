package report

import (
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Duration prints nanoseconds in three figures: 3.07ns, 12.4µs, -45.0ms.
func Duration(ns float64) string {
	unit, size := unitOf(math.Abs(ns))
	return Figures(ns/size) + unit
}

// unitOf is the unit in which so many nanoseconds are printed.
func unitOf(ns float64) (unit string, size float64) {
	switch {
	case ns >= 1e9*nearly:
		return "s", 1e9
	case ns >= 1e6*nearly:
		return "ms", 1e6
	case ns >= 1e3*nearly:
		return "µs", 1e3
	}
	return "ns", 1
}

// nearly one prints as 1.00, so it takes the larger unit.
const nearly = 0.9995

// Figures prints x in three significant figures without an exponent.
func Figures(x float64) string {
	switch {
	case x == 0:
		return "0"
	case math.Abs(x) < 0.00995:
		return fmt.Sprintf("%.2g", x)
	case math.Abs(x) < 9.995: // what is not rounded to 10.00
		return fmt.Sprintf("%.2f", x)
	case math.Abs(x) < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// plusMinus is half the width of e in per cent of its centre.
func plusMinus(e interval.Estimate) string {
	half := (e.Hi - e.Lo) / 2 / e.Center * 100
	if math.IsInf(half, 0) || math.IsNaN(half) {
		return "±∞"
	}
	return fmt.Sprintf("±%.0f%%", half)
}

// rate prints bytes a second.
func rate(x float64) string {
	return scaled(x, []scale{{1e12, "TB/s"}, {1e9, "GB/s"}, {1e6, "MB/s"}, {0, "B/s"}})
}

// scale is a unit with a prefix, such as 1e6 and MB/s. The unit without one has size 0.
type scale struct {
	size float64
	name string
}

// scaled prints a value in three figures, by the first scale that it reaches.
func scaled(x float64, scales []scale) string {
	for _, s := range scales {
		if s.size > 0 && x >= s.size*nearly {
			return Figures(x/s.size) + s.name
		}
	}
	return Figures(x) + scales[len(scales)-1].name
}

// size prints a count of bytes that need not be whole.
func size(x float64) string {
	if x == math.Trunc(x) {
		return short(bench.Bytes(x))
	}
	return Figures(x) + "B"
}

// short prints a size exactly if that is short, and else in three figures.
func short(b bench.Bytes) string {
	s := b.String()
	for _, u := range []bench.Bytes{bench.GiB, bench.MiB, bench.KiB} {
		if len(s) > 9 && b >= u {
			return Figures(float64(b)/float64(u)) + u.String()[1:]
		}
	}
	return s
}

// share prints a share of the ceiling in per cent.
func share(e interval.Estimate) string {
	if e.N == 0 {
		return "-"
	}
	return Figures(e.Center*100) + "%"
}

// timeOf prints a time with half its interval: 12.4µs ±3%.
func timeOf(e interval.Estimate) string { return Duration(e.Center) + " " + plusMinus(e) }
