package option

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Share reads a share above 0 and below a limit, such as 2% or 0.02. It refuses a bare
// number of 1 or more: 5 is 5 % to one reader and 500 % to another.
func Share(option, text string, below float64) (float64, error) {
	share, percent, err := percentage(text)
	switch {
	case err == nil && !percent && share >= 1 && !math.IsInf(share, 0):
		other := ""
		if share < below {
			other = fmt.Sprintf("; or %.6g%%", 100*share)
		}
		return 0, Errorf(option, "%q could be %.6g %% or %.6g %%: write %.6g%% or %.6g%s", text, share, 100*share, share, share/100, other)
	case err != nil || !(share > 0 && share < below):
		return 0, Errorf(option, "%q is not a share above 0 and below %g, such as 2%% or 0.02", text, below)
	}
	return share, nil
}

// ShareOrZero is [Share] for a share that may be 0.
func ShareOrZero(option, text string, below float64) (float64, error) {
	if x, _, err := percentage(text); err == nil && x == 0 {
		return 0, nil
	}
	return Share(option, text, below)
}

// percentage reads 2% or 0.02, both as 0.02.
func percentage(text string) (x float64, percent bool, err error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	x, err = strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if percent {
		x /= 100
	}
	return x, percent, err
}
