package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// place is a case in few words: numpy 4KiB ×1.
func place(c bench.Case) string {
	s := fmt.Sprintf("%s ×%d", short(c.Size), c.Passes)
	for _, a := range slices.Backward(c.Axes) {
		s = valueOf(a) + " " + s
	}
	return s
}

// condition heads the rows of a table: the further axes of their cases, or how a row is
// named.
func condition(c bench.Case) string {
	if len(c.Axes) == 0 {
		return "size ×passes"
	}
	return valuesOf(c.Axes)
}

// valuesOf are the values of axes: numpy cold.
func valuesOf(axes []bench.Axis) string {
	var values []string
	for _, a := range axes {
		values = append(values, valueOf(a))
	}
	return strings.Join(values, " ")
}

// valueOf is a value that can stand by itself: cold, 4P goroutines.
func valueOf(a bench.Axis) string {
	if a.Key == bench.Goroutines {
		return a.Value + " " + a.Key
	}
	return a.Value
}

// sized is a case without its passes: numpy 4KiB.
func sized(c bench.Case) string { return strings.TrimSpace(valuesOf(c.Axes) + " " + c.Size.String()) }

// placed is a case in a sentence: numpy 4KiB (1 pass).
func placed(c bench.Case) string { return sized(c) + " (" + counted(c.Passes, "pass", "passes") + ")" }
