package bench

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Bytes is a number of bytes.
type Bytes int64

// Binary multiples of a byte.
const (
	KiB Bytes = 1 << 10
	MiB Bytes = 1 << 20
	GiB Bytes = 1 << 30
	TiB Bytes = 1 << 40
)

var units = []struct {
	suffix string
	size   Bytes
}{{"TiB", TiB}, {"GiB", GiB}, {"MiB", MiB}, {"KiB", KiB}, {"B", 1}}

// String prints b exactly, in the largest unit that divides it: 64KiB, 33B,
// 1048640B. Every form sorts rightly under benchstat's @num.
func (b Bytes) String() string {
	for _, u := range units {
		if b != 0 && b%u.size == 0 {
			return strconv.FormatInt(int64(b/u.size), 10) + u.suffix
		}
	}
	return strconv.FormatInt(int64(b), 10) + "B"
}

// ParseBytes reads what [Bytes.String] prints, and the short forms 64, 64K,
// 64Ki and 64k. A size is positive and fits in an int64.
func ParseBytes(s string) (Bytes, error) {
	text := strings.TrimSpace(s)
	digits := strings.TrimLeft(text, "0123456789")
	count, err := strconv.ParseInt(text[:len(text)-len(digits)], 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("size %q overflows 64 bits", s)
	case err != nil:
		return 0, fmt.Errorf("size %q is not a number of bytes such as 64, 4KiB or 16MiB", s)
	}
	unit, ok := unitOf(digits)
	switch {
	case !ok:
		return 0, fmt.Errorf("size %q has an unknown unit %q (B, KiB, MiB, GiB and TiB are known)", s, digits)
	case count == 0:
		return 0, fmt.Errorf("size %q is zero: there is nothing to copy or to view", s)
	case count > math.MaxInt64/int64(unit):
		return 0, fmt.Errorf("size %q overflows 64 bits", s)
	}
	return Bytes(count) * unit, nil
}

func unitOf(suffix string) (Bytes, bool) {
	if suffix == "" {
		return 1, true
	}
	for _, u := range units {
		letter := u.suffix[:1]
		if suffix == u.suffix || u.size > 1 && (strings.EqualFold(suffix, letter) || suffix == letter+"i") {
			return u.size, true
		}
	}
	return 0, false
}
