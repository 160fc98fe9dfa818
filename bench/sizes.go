package bench

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseSizes reads a list of sizes and ranges, such as 64,4KiB..64MiB*4. A
// range goes from its first size up by the factor (2 if none is given) and
// always ends with its last.
func ParseSizes(s string) ([]Bytes, error) {
	var sizes []Bytes
	for part := range strings.SplitSeq(s, ",") {
		from, to, ranged := strings.Cut(part, "..")
		first, err := ParseBytes(from)
		if err != nil {
			return nil, err
		}
		if !ranged {
			sizes = append(sizes, first)
			continue
		}
		some, err := parseRange(first, to)
		if err != nil {
			return nil, fmt.Errorf("size range %q: %w", part, err)
		}
		sizes = append(sizes, some...)
	}
	return sizes, nil
}

// parseRange reads what stands behind "..".
func parseRange(first Bytes, rest string) ([]Bytes, error) {
	to, by, multiplied := strings.Cut(rest, "*")
	last, err := ParseBytes(to)
	if err != nil {
		return nil, err
	}
	factor := 2.0
	if multiplied {
		if factor, err = strconv.ParseFloat(by, 64); err != nil || !(factor >= 1.1 && factor <= 1e6) {
			return nil, fmt.Errorf("factor %q is not a number from 1.1 to 1e6", by)
		}
	}
	if last < first {
		return nil, fmt.Errorf("it ends below its beginning")
	}
	var sizes []Bytes
	for x := float64(first); x < float64(last); x *= factor {
		sizes = append(sizes, Bytes(x))
	}
	return append(sizes, last), nil
}
