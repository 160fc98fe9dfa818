package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// change is a ratio as a change in a sentence: +2.3 %.
func change(ratio float64) string {
	x := (ratio - 1) * 100
	switch {
	case almostNothing(ratio):
		return fmt.Sprintf("%.4g %%", max(x, -99.99))
	case math.Abs(x) >= 10:
		return fmt.Sprintf("%+.0f %%", x)
	}
	return fmt.Sprintf("%+.2g %%", x)
}

// almostNothing reports whether a ratio is not 0, and would be rounded to -100 %.
func almostNothing(ratio float64) bool { return ratio > 0 && ratio <= 0.005 }

// constantPercent is [signedPercent] of values that do not vary: what changed is never 0.
func constantPercent(ratio float64) string {
	if x := (ratio - 1) * 100; x != 0 && math.Abs(x) < 0.005 {
		digit, _ := strconv.ParseFloat(fmt.Sprintf("%.1g", x), 64) // the first that is not 0
		text := strconv.FormatFloat(digit, 'f', -1, 64) + "%"
		if digit > 0 {
			text = "+" + text
		}
		return text
	}
	return signedPercent(ratio)
}

// signedPercent is a ratio as a change in a table: +2.3%.
func signedPercent(ratio float64) string {
	x := (ratio - 1) * 100
	switch {
	case almostNothing(ratio):
		return fmt.Sprintf("%.4g%%", max(x, -99.99))
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
	if x >= 0.995 && x < 1 { // not all of it
		return fmt.Sprintf("%s%.3g%%", sign, min(x*100, 99.9))
	}
	if x >= 0.0995 {
		return fmt.Sprintf("%s%.0f%%", sign, x*100)
	}
	return fmt.Sprintf("%s%.2g%%", sign, x*100)
}
