package result

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// Value is one figure of a line.
type Value struct {
	Unit string // as Go benchmark text has it: ns/op, B/s
	X    float64
}

// Design is how the lines of a case came about. A verdict needs it beside their values.
// The zero value is what plain benchmark text says: nothing.
type Design struct {
	Clock string  // unit of the clock that counts, such as cpu-ns/op
	Stop  Stop    // why there are no more launches, by which only some intervals may be used
	Alpha float64 // how often such an interval may miss; 0 is the default
	// SameCode means that both sides run the same code. A difference in time is then
	// not the code's.
	SameCode bool
}

// Stop is why the launches of a case ended.
type Stop string

// The reasons. Where launches may end early and have a limit, half of the level is
// for the looks before the limit, and half for the one there.
const (
	Fixed      Stop = ""           // their number was fixed beforehand, or nothing is known of it
	Sequential Stop = "sequential" // they were looked at after each, until intervals were narrow enough
	Early      Stop = "early"      // so they were, and sufficed before the limit
	Limit      Stop = "limit"      // so they were, and did not, and the limit was reached
)

// Line is one launch of one arm in one case: one line of benchmark text.
type Line struct {
	Scenario string
	Arm      string
	Case     bench.Case
	Procs    int // GOMAXPROCS
	Ops      int // how many operations were timed
	Design   Design
	Values   []Value
}

// Get returns the value of a unit, and whether the line has it.
func (l Line) Get(unit string) (float64, bool) {
	for _, v := range l.Values {
		if v.Unit == unit {
			return v.X, true
		}
	}
	return 0, false
}

// Name is the benchmark's full name, without the word Benchmark.
func (l Line) Name() string {
	name := l.Case.Name(l.Scenario, l.Arm)
	if l.Procs > 1 {
		name += "-" + strconv.Itoa(l.Procs)
	}
	return name
}

// parseName is the inverse of [Line.Name].
func parseName(name string) (l Line, err error) {
	l.Procs = 1
	if at := strings.LastIndexByte(name, '-'); at >= 0 {
		if procs, err := strconv.Atoi(name[at+1:]); err == nil && procs > 0 {
			l.Procs, name = procs, name[:at]
		}
	}
	parts := strings.Split(name, "/")
	l.Scenario = parts[0]
	for _, part := range parts[1:] {
		if arm, is := strings.CutPrefix(part, "access="); is {
			l.Arm = arm
		} else if err := addPart(&l.Case, part); err != nil {
			return l, fmt.Errorf("benchmark name %q: %w", name, err)
		}
	}
	if l.Arm == "" || l.Case.Size == 0 {
		return l, fmt.Errorf("benchmark name %q has no access= or no size=", name)
	}
	return l, nil
}

// ParseCase reads a case as [bench.Case.String] writes it.
func ParseCase(text string) (c bench.Case, err error) {
	for part := range strings.SplitSeq(text, "/") {
		if err := addPart(&c, part); err != nil {
			return c, fmt.Errorf("case %q: %w", text, err)
		}
	}
	return c, nil
}

// addPart adds to a case a part of its name, such as size=1MiB.
func addPart(c *bench.Case, part string) (err error) {
	key, value, ok := strings.Cut(part, "=")
	switch {
	case !ok:
		return fmt.Errorf("part %q is not key=value", part)
	case key == "size":
		c.Size, err = bench.ParseBytes(value)
	case key == "passes":
		c.Passes, err = strconv.Atoi(value)
	default:
		c.Axes = append(c.Axes, bench.Axis{Key: key, Value: value})
	}
	return err
}
