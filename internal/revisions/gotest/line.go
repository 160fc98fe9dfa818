package gotest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// line is a result as package testing prints it behind a name: N, then values and units.
type line struct {
	n      int
	values []result.Value
	before string // the text before it
}

// parseLine reads the result at the end of a line, even if the benchmark printed text
// before it. It is not ok if there is none.
func parseLine(text string) (l line, ok bool) {
	at := result.FindFigures([]byte(text))
	if at < 0 {
		return l, false
	}
	count, values, _ := strings.Cut(text[at:], "\t")
	n, err := strconv.Atoi(count)
	if err != nil {
		return l, false
	}
	l.n, l.before = n, text[:at]
	for field := range strings.SplitSeq(strings.TrimSpace(values), "\t") {
		figure, unit, _ := strings.Cut(strings.TrimSpace(field), " ")
		x, err := strconv.ParseFloat(figure, 64)
		if err != nil {
			return l, false
		}
		if unit != "MB/s" { // it is the time, said once more
			l.values = append(l.values, result.Value{Unit: unit, X: x})
		}
	}
	return l, len(l.values) > 0
}

// foreign is the name of a benchmark just before its figures.
var foreign = regexp.MustCompile(`(Benchmark[^\s]*)[ \t]+$`)

// owner finds the name that a result belongs to. Package testing prints the name before
// the benchmark prints anything, so the first name in the text counts. owner returns ""
// if there is no name, or if another name stands just before the result.
func owner(before string, names []string) string {
	if m := foreign.FindStringSubmatch(before); m != nil && !endsIn(m[1], names) {
		return ""
	}
	first, found := len(before), ""
	for _, name := range names {
		for at := 0; ; {
			next := strings.Index(before[at:], name)
			if next < 0 {
				break
			}
			at += next + len(name)
			if at < len(before) && before[at] != ' ' && before[at] != '\t' {
				continue // a longer name, or a line about it
			}
			if start := at - len(name); start < first || start == first && len(name) > len(found) {
				first, found = start, name
			}
			break
		}
	}
	return found
}

func endsIn(text string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(text, name) })
}
