package bench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The general axes are conditions for any scenario, brought about from outside its
// arms. A case without one of them has its default.
const (
	Touch      = "touch"      // the bytes that a pass reads
	Order      = "order"      // of reading
	Cache      = "cache"      // where an operation finds the source
	Ballast    = "ballast"    // live heap beside arms that allocate
	Align      = "align"      // where buffers begin within a cache line
	Goroutines = "goroutines" // that do operations at the same time
)

// The values of [Cache].
const (
	CacheHot   = "hot"   // in the caches, after the operation before
	CacheRing  = "ring"  // a ring of sources, larger than the caches, takes turns
	CacheCold  = "cold"  // the caches are filled with something else before each operation
	CacheFirst = "first" // free heap was given back: an operation is the first to touch what it allocates
)

// Condition is a general axis.
type Condition struct {
	Key     string
	Default string   // value; no part of a case's name
	Values  []string // the others; nil where they are numbers
	Example string   // of other values
	What    string   // the condition, in words
}

// Conditions are the general axes, in the order of names.
func Conditions() []Condition {
	return []Condition{
		{Touch, touchAll, []string{touchTenth, touchLine, touchPage, touchByte}, "", "which bytes a pass reads: all, a tenth of the cache lines, one byte per line, one byte per page, one byte"},
		{Order, "sequential", []string{orderRandom}, "", "the order in which a pass reads"},
		{Cache, CacheHot, []string{CacheRing, CacheCold, CacheFirst}, "", "where an operation finds the source, and whether its memory is new to it"},
		{Ballast, "64MiB", nil, "0, 512MiB", "live heap beside arms that allocate"},
		{Align, "random", nil, "0, 1, 63", "where buffers begin within a cache line; random is the beginning of a random line"},
		{Goroutines, "1", nil, "P, 4P, 8", "how many goroutines do operations at the same time; P is GOMAXPROCS"},
	}
}

// condition returns the general axis key, or nil.
func condition(key string) *Condition {
	all := Conditions()
	if i := slices.IndexFunc(all, func(c Condition) bool { return c.Key == key }); i >= 0 {
		return &all[i]
	}
	return nil
}

// Parse checks a value of c and returns its form in names.
func (c Condition) Parse(value string) (string, error) {
	value = strings.TrimSpace(value)
	switch {
	case value == c.Default || slices.Contains(c.Values, value):
		return value, nil
	case c.Key == Ballast:
		n, err := parseBallast(value)
		if err != nil {
			return "", err
		}
		return n.String(), nil
	case c.Key == Align:
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < cacheLine {
			return strconv.Itoa(n), nil
		}
		return "", fmt.Errorf("axis %s: %q is neither random nor a number from 0 to %d", c.Key, value, cacheLine-1)
	case c.Key == Goroutines:
		n, perProcessor, err := parseGoroutines(value)
		if err != nil {
			return "", err
		}
		return goroutinesText(n, perProcessor), nil
	}
	return "", fmt.Errorf("axis %s: there is no value %q (there are %s)", c.Key, value, strings.Join(append([]string{c.Default}, c.Values...), ", "))
}

// parseBallast reads a size that may be 0.
func parseBallast(value string) (Bytes, error) {
	if strings.TrimRight(value, "0B") == "" && value != "" {
		return 0, nil
	}
	n, err := ParseBytes(value)
	if err != nil {
		return 0, fmt.Errorf("axis %s: %w", Ballast, err)
	}
	return n, nil
}

// BallastOr is the live heap of the case, or the default.
func (c Case) BallastOr(standard Bytes) Bytes {
	value := c.Get(Ballast)
	if value == "" {
		return standard
	}
	n, err := parseBallast(value)
	if err != nil {
		return standard // no case with such a value is made
	}
	return n
}

// mostGoroutines is the maximum number of goroutines, and of goroutines per processor.
const mostGoroutines = 256

// parseGoroutines reads a number of goroutines, such as 8, or one per processor, such as
// 4P.
func parseGoroutines(value string) (n int, perProcessor bool, err error) {
	digits, perProcessor := strings.CutSuffix(value, "P")
	if digits == "" && perProcessor {
		return 1, true, nil
	}
	if n, err = strconv.Atoi(digits); err != nil || n < 1 || n > mostGoroutines {
		return 0, false, fmt.Errorf("axis %s: %q is neither a number from 1 to %d nor a multiple of P, such as P and 4P", Goroutines, value, mostGoroutines)
	}
	return n, perProcessor, nil
}

// goroutinesText is the form of a number of goroutines in names.
func goroutinesText(n int, perProcessor bool) string {
	switch {
	case perProcessor && n == 1:
		return "P"
	case perProcessor:
		return strconv.Itoa(n) + "P"
	}
	return strconv.Itoa(n)
}

// GoroutinesOf is how many goroutines do operations at the same time, where P is procs.
func (c Case) GoroutinesOf(procs int) int {
	n, perProcessor, err := parseGoroutines(c.Get(Goroutines))
	switch {
	case err != nil: // the case does not say; no other one is made
		return 1
	case perProcessor:
		return n * procs
	}
	return n
}

// Plain is the case without the general axes that arms do not see: arms are proven at
// it. Alignment stays, because arms see it.
func (c Case) Plain() Case {
	c.Axes = slices.DeleteFunc(slices.Clone(c.Axes), func(a Axis) bool {
		return a.Key != Align && condition(a.Key) != nil
	})
	return c
}

// Usual reports whether the case is under the usual conditions: every general
// axis has its default.
func (c Case) Usual() bool {
	return !slices.ContainsFunc(c.Axes, func(a Axis) bool { return condition(a.Key) != nil })
}
