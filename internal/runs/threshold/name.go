package threshold

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/option"
)

// named is the name of a sub-benchmark, taken apart.
type named struct {
	full  string
	kind  string // the name without the level of the key
	key   string
	value int
	unit  bool // the value has a unit of bytes
}

// errTwice is the error of a name in which something is not unique.
var errTwice = errors.New("it stands there twice")

// level matches a level of a name that ends in a number: size=64KiB, size-64, n64 or 64.
var level = regexp.MustCompile(`^(?:([A-Za-z][A-Za-z_.]*?)[=:_-]?)?([0-9].*)$`)

// parse takes a name apart. Key is empty if the name has one number only. The error says
// what the name lacks.
func parse(name, key string) (n named, err error) {
	n.full = name
	levels := strings.Split(name, "/")
	at := -1
	for i, text := range levels[1:] {
		m := level.FindStringSubmatch(text)
		word, _, valued := strings.Cut(text, "=")
		switch {
		case m != nil && (key == "" || m[1] == key):
		case valued && word == key:
			return n, fmt.Errorf("there is no number behind %s=", key)
		default:
			continue
		}
		if at >= 0 && key == "" {
			return n, fmt.Errorf("%s and %s both end in a number: say which one is the parameter", levels[at], text)
		}
		if at >= 0 {
			return n, fmt.Errorf("%w: the key %s", errTwice, key)
		}
		at, n.key = i+1, m[1]
		if n.value, n.unit, err = number(m[2]); err != nil {
			return n, err
		}
	}
	if at < 0 {
		if key == "" {
			return n, fmt.Errorf("no part of it ends in a number, such as size=64")
		}
		return n, fmt.Errorf("no part of it is a number of %s, such as %s=64", key, key)
	}
	n.kind = strings.Join(slices.Delete(levels, at, at+1), "/")
	return n, nil
}

// number reads 64, 64B, 4KiB or 4k.
func number(text string) (x int, unit bool, err error) {
	if x, err = strconv.Atoi(text); err == nil {
		return x, false, nil
	}
	if before, _, twice := strings.Cut(text, "#"); twice {
		return 0, false, fmt.Errorf("%w: the name with %s", errTwice, before)
	}
	size, err := bench.ParseBytes(text)
	return int(size), true, err
}

// ParseNumber reads an end of the range of an option: 64 or 4KiB.
func ParseNumber(of, text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	x, _, err := number(text)
	if err != nil {
		return 0, option.Errorf(of, "%v", err)
	}
	return x, nil
}

// labels are short names of two kinds: the parts in which they differ.
func labels(a, b string) [2]string {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	if len(as) != len(bs) || a == b {
		return [2]string{strings.TrimPrefix(a, "Benchmark"), strings.TrimPrefix(b, "Benchmark")}
	}
	var left, right []string
	for i := range as {
		if as[i] != bs[i] {
			left, right = append(left, as[i]), append(right, bs[i])
		}
	}
	both := [2]string{strings.Join(left, "/"), strings.Join(right, "/")}
	for i := range both { // access=copy against access=view
		if key, _, ok := strings.Cut(both[i], "="); ok && strings.HasPrefix(both[1-i], key+"=") {
			return [2]string{strings.TrimPrefix(both[0], key+"="), strings.TrimPrefix(both[1], key+"=")}
		}
		both[i] = strings.TrimPrefix(both[i], "Benchmark")
	}
	return both
}

// common is the beginning that two names share, or both names.
func common(a, b string) string {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	if as[0] == bs[0] {
		return as[0]
	}
	return a + " and " + b
}

// shared is one name for two kinds: the levels that they share. Functions share the words
// with which their names begin.
func shared(a, b string) string {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	levels := []string{words(as[0], bs[0])}
	for i := 1; i < min(len(as), len(bs)); i++ {
		if len(as) == len(bs) && as[i] == bs[i] {
			levels = append(levels, as[i])
		}
	}
	return strings.Join(levels, "/")
}

// words are the words with which two names of functions begin. If they share none, the
// name is BenchmarkThreshold.
func words(a, b string) string {
	if a == b {
		return a
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	lower := func(name string, at int) bool { return at < len(name) && 'a' <= name[at] && name[at] <= 'z' }
	for n > 0 && (lower(a, n) || lower(b, n)) {
		n--
	}
	if n <= len("Benchmark") {
		return "BenchmarkThreshold"
	}
	return a[:n]
}
