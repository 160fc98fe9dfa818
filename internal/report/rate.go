package report

import (
	"regexp"
	"strconv"

	"github.com/bufbench/bufbench/internal/option"
)

// Rates outside of these are mistakes: one operation per day, and ten for each
// nanosecond.
const (
	leastRate = 1. / (24 * 60 * 60)
	mostRate  = 1e10
)

// ParseRate reads a rate of operations, such as 20000/s, 20k/s or 5/min, in operations
// per second.
func ParseRate(text string) (float64, error) {
	m := regexp.MustCompile(`^(\d+(?:\.\d+)?)([kM]?)/(s|min|h)$`).FindStringSubmatch(text)
	if m == nil {
		return 0, option.Errorf("rate", "%q is no rate of operations such as 20000/s, 20k/s, 1.5M/s, 5/min or 2/h", text)
	}
	x, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, option.Errorf("rate", "%q is too large", text)
	}
	x *= map[string]float64{"": 1, "k": 1e3, "M": 1e6}[m[2]] / map[string]float64{"s": 1, "min": 60, "h": 3600}[m[3]]
	switch {
	case x == 0:
		return 0, option.Errorf("rate", "%q is none: without operations there is nothing to save", text)
	case x < leastRate:
		return 0, option.Errorf("rate", "%q is less than one operation per day", text)
	case x > mostRate:
		return 0, option.Errorf("rate", "%q is more than ten operations for each nanosecond", text)
	}
	return x, nil
}

// rateText prints a rate: 20000/s, 5/min.
func rateText(perSecond float64) string {
	x, unit := perSecond, "/s"
	switch {
	case x*60 < nearly:
		x, unit = x*3600, "/h"
	case x < nearly:
		x, unit = x*60, "/min"
	}
	return strconv.FormatFloat(x, 'f', -1, 64) + unit
}
