package difftest

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// canon is the text of what View.List returns for dims dimensions, or of an item
// for none: the same that cases.py sends. trim drops NULs at the end of
// strings, as numpy does.
func canon(v any, dims int, trim bool) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "?1"
		}
		return "?0"
	case int64:
		return "i" + strconv.FormatInt(v, 10)
	case uint64:
		return "i" + strconv.FormatUint(v, 10)
	case float64:
		if v != v {
			return "fnan"
		}
		return "f" + hex.EncodeToString(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
	case complex128:
		return "z" + canon(real(v), 0, trim) + canon(imag(v), 0, trim)
	case []byte:
		return "b" + hex.EncodeToString(v)
	case string:
		if trim {
			v = strings.TrimRight(v, "\x00")
		}
		var b []byte
		for _, r := range v {
			b = binary.BigEndian.AppendUint32(b, uint32(r))
		}
		return "w" + hex.EncodeToString(b)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = canon(x, dims-1, trim)
		}
		if dims > 0 {
			return "[" + strings.Join(parts, ",") + "]"
		}
		return "(" + strings.Join(parts, ",") + ")"
	}
	return fmt.Sprintf("a %T, which no item is", v)
}

// uncanon is the Go value of a text, of those that are assigned to items.
func uncanon(text string) (any, error) {
	kind, rest := text[0], text[1:]
	switch kind {
	case '?':
		return rest == "1", nil
	case 'i':
		if n, err := strconv.ParseInt(rest, 10, 64); err == nil {
			return n, nil
		}
		return strconv.ParseUint(rest, 10, 64)
	case 'f':
		bits, err := strconv.ParseUint(rest, 16, 64)
		return math.Float64frombits(bits), err
	case 'b':
		return hex.DecodeString(rest)
	}
	return nil, fmt.Errorf("%q is no value", text)
}
