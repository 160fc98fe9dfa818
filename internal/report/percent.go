package report

import (
	"fmt"
	"math"
	"strings"
)

// change is a ratio as a change in a sentence: +2.3 %.
func change(ratio float64) string {
	x := (ratio - 1) * 100
	if math.Abs(x) >= 10 {
		return fmt.Sprintf("%+.0f %%", x)
	}
	return fmt.Sprintf("%+.2g %%", x)
}

// signedPercent is a ratio as a change in a table: +2.3%.
func signedPercent(ratio float64) string {
	x := (ratio - 1) * 100
	switch {
	case math.Abs(x) >= 9.95:
		return fmt.Sprintf("%+.0f%%", x)
	case math.Abs(x) >= 0.095:
		return fmt.Sprintf("%+.1f%%", x)
	}
	return fmt.Sprintf("%+.2f%%", x)
}

// percent is a share in two figures in a sentence: 2.3 %.
func percent(share float64) string { return strings.TrimSuffix(shareCell(share, ""), "%") + " %" }

// shareCell is a share in two figures in a table, behind a sign: +2.3%.
func shareCell(x float64, sign string) string {
	if x >= 0.0995 {
		return fmt.Sprintf("%s%.0f%%", sign, x*100)
	}
	return fmt.Sprintf("%s%.2g%%", sign, x*100)
}
