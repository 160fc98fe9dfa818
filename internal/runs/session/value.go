package session

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
)

const (
	maxPasses = 1_000_000
	maxValues = 10_000 // of one axis
)

// ParsePasses reads numbers of passes, such as 0,1,4.
func ParsePasses(text string) ([]int, error) {
	var passes []int
	for part := range strings.SplitSeq(text, ",") {
		k, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || k < 0 || k > maxPasses {
			return nil, option.Errorf("passes", "%q is not a number from 0 to %d", part, maxPasses)
		}
		if !slices.Contains(passes, k) {
			passes = append(passes, k)
		}
	}
	return passes, nil
}

// ParseSizes reads sizes, such as 64,4KiB..64MiB*4.
func ParseSizes(text string) ([]bench.Bytes, error) {
	sizes, err := bench.ParseSizes(text)
	if err != nil {
		return nil, option.Errorf("sizes", "%v%s", err, meantSize(text))
	}
	return sizes, nil
}

// sizeUnit is a size in kilobytes and more, whatever its letters.
var sizeUnit = regexp.MustCompile(`(?i)([0-9]{1,9}) ?([kmgt])i?b`)

// meantSize returns the possible meanings of the first unknown unit, such as that of 48KB.
func meantSize(text string) string {
	for _, found := range sizeUnit.FindAllStringSubmatch(text, -1) {
		if _, err := bench.ParseBytes(found[0]); err == nil {
			continue
		}
		unit := strings.ToUpper(found[2])
		n, err := bench.ParseBytes(found[1] + unit)
		if err != nil {
			return ""
		}
		thousands := found[1] + strings.Repeat("000", 1+strings.Index("KMGT", unit))
		return fmt.Sprintf(": write %s for %d bytes, or %s for as many", n, int64(n), thousands)
	}
	return ""
}

// ParseAxes reads further axes: key=value,value, each key once.
func ParseAxes(texts []string) ([]bench.Choice, error) {
	var axes []bench.Choice
	for _, text := range texts {
		key, list, given := strings.Cut(text, "=")
		key = strings.TrimSpace(key)
		switch {
		case !given || key == "" || strings.TrimSpace(list) == "":
			return nil, option.Errorf("axis", "%q is not key=value,value, such as cache=hot,cold", text)
		case key == "size" || key == "passes":
			return nil, option.Errorf("axis", "%s is an option of its own", key)
		case slices.ContainsFunc(axes, func(c bench.Choice) bool { return c.Key == key }):
			return nil, option.Errorf("axis", "%s is given twice (its values stand in one list)", key)
		}
		choice := bench.Choice{Key: key}
		for value := range strings.SplitSeq(list, ",") {
			value, err := parseValue(key, value)
			if err != nil {
				return nil, option.Errorf("axis", "%v", err)
			}
			if !slices.Contains(choice.Values, value) {
				choice.Values = append(choice.Values, value)
			}
		}
		axes = append(axes, choice)
	}
	return axes, nil
}

// parseValue reads a value of an axis. A scenario checks the values of its own axes.
func parseValue(key, value string) (string, error) {
	for _, general := range bench.Conditions() {
		if general.Key == key {
			return general.Parse(value)
		}
	}
	return strings.TrimSpace(value), nil
}

// ParsePages reads a kind of pages: base or huge.
func ParsePages(text string) (launch.Pages, error) {
	switch text {
	case "base":
		return launch.BasePages, nil
	case "huge":
		return launch.HugePages, nil
	}
	return "", option.Errorf("pages", "%q is neither base nor huge", text)
}

// pagesName is a kind of pages as [ParsePages] reads it.
func pagesName(p launch.Pages) string {
	if p == launch.BasePages {
		return "base"
	}
	return string(p)
}
