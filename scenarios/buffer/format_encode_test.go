package buffer

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// TestFormatEncodeTakes is of values that Decode would not return.
func TestFormatEncodeTakes(t *testing.T) {
	type number int16
	tests := []struct {
		format string
		value  any
		want   []byte
	}{
		{"<h", 5, le(int16(5))},
		{"<h", number(-5), le(int16(-5))},
		{"<h", true, le(int16(1))},
		{"<B", false, le(uint8(0))},
		{"<h", uint8(5), le(int16(5))},
		{"?", 3, []byte{1}},
		{"?", 0.0, []byte{0}},
		{"?", 2i, []byte{1}},
		{"<f", 3, le(float32(3))},
		{"<f", float32(0.5), le(float32(0.5))},
		{"<d", uint64(math.MaxUint64), le(float64(1 << 64))},
		{"<d", int64(math.MinInt64), le(float64(math.MinInt64))},
		{"<d", true, le(1.0)},
		{"<Zf", 2, le(float32(2), float32(0))},
		{"<Zd", complex64(2 + 1i), le(2.0, 1.0)},
		{"<Zd", 2.5, le(2.5, 0.0)},
		{"c", "x", []byte("x")},
		{"3s", "abcdef", []byte("abc")},
		{"3s", "a", []byte("a\x00\x00")},
		{"3p", "abcdef", []byte("\x02ab")},
		{"300p", strings.Repeat("a", 300), []byte("\xff" + strings.Repeat("a", 299))},
		{"<2w", "a", le(uint32('a'), uint32(0))},
		{"^P", -1, []byte(strings.Repeat("\xff", word))},
		{"^f", 1e300, le(float32(math.Inf(1)))},
		{"@f", -1e300, le(float32(math.Inf(-1)))},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(c.format, "@^") && bigEndian {
			continue // written down for the other order
		}
		item := []byte(strings.Repeat("\xee", len(c.want)))
		if err := f.Encode(item, c.value); err != nil || string(item) != string(c.want) {
			t.Errorf("format %q: Encode(%#v) = % x, %v, want % x", c.format, c.value, item, err, c.want)
		}
	}
}

func TestFormatEncodeRefused(t *testing.T) {
	tests := []struct {
		format string
		value  any
		kind   error
		says   string
	}{
		{"b", 128, ErrValue, "it takes what fits in 1 bytes, got int 128"},
		{"b", -129, ErrValue, "fits in 1 bytes"},
		{"B", 256, ErrValue, "fits in 1 bytes"},
		{"B", -1, ErrValue, "no negative numbers"},
		{"h", 1 << 15, ErrValue, "fits in 2 bytes"},
		{"i", int64(-1<<31 - 1), ErrValue, "fits in 4 bytes"},
		{"I", int64(1 << 32), ErrValue, "fits in 4 bytes"},
		{"q", uint64(1 << 63), ErrValue, "fits in 8 bytes"},
		{"Q", -1, ErrValue, "no negative numbers"},
		{"i", 1.0, ErrValue, "an integer, got float64 1"},
		{"i", "1", ErrValue, `got string "1"`},
		{"i", nil, ErrValue, "got <nil>"},
		{"i", []any{1}, ErrValue, "got a []any of 1 values"},
		{"e", 65520.0, ErrValue, "magnitudes below 65520"},
		{"<f", 1e39, ErrValue, "magnitudes up to 3.4"},
		{"<Zf", complex(0, 1e39), ErrValue, "magnitudes up to 3.4"},
		{"d", 1i, ErrValue, "a float or an integer"},
		{"d", "1", ErrValue, "a float or an integer"},
		{"Zd", "1", ErrValue, "a number"},
		{"?", "1", ErrValue, "a bool or a number"},
		{"c", "ab", ErrValue, "one byte, not 2"},
		{"c", "", ErrValue, "one byte, not 0"},
		{"s", 1, ErrValue, "a []byte or a string"},
		{"2w", "abc", ErrValue, "2 code points at most, not 3"},
		{"2w", "\xff", ErrValue, "valid UTF-8"},
		{"2w", []byte("a"), ErrValue, "valid UTF-8"},
		{"2h", 1, ErrValue, "a []any of 2 values, got int 1"},
		{"2h", []any{1}, ErrValue, "a []any of 2 values, got a []any of 1"},
		{"2h", []any{1, 1 << 20}, ErrValue, "fits in 2 bytes"},
		{"T{i:a:}", 1, ErrFormat, `record "T{i:a:}" has no Go value; its bytes can be had`},
		{"(2,3)f", 1, ErrFormat, `sub-array "(2,3)f"`},
		{"O", 1, ErrFormat, `"O" is a pointer to a Python object`},
		{"&i", 1, ErrFormat, `pointer "&i"`},
		{"X{}", 1, ErrFormat, `function pointer "X{}"`},
		{"bT{i:a:}", 1, ErrFormat, `record "T{i:a:}"`},
		{"<n", 1, ErrFormat, `"n" is a code that struct has under @ alone`},
		{"<u", 1, ErrFormat, `"u" is a code whose size the exporter decides`},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Fatal(err)
		}
		size, _ := f.Size()
		was := strings.Repeat("\xee", size)
		item := []byte(was)
		if err := f.Encode(item, c.value); !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("format %q: Encode(%#v) = %v, want %v that says %q", c.format, c.value, err, c.kind, c.says)
		}
		if string(item) != was {
			t.Errorf("format %q: Encode(%#v) was refused and wrote % x", c.format, c.value, item)
		}
	}
}

func TestFormatDecodeRefused(t *testing.T) {
	tests := []struct {
		format string
		item   []byte
		kind   error
		says   string
	}{
		{"i", make([]byte, 3), ErrSize, "an item has 4 bytes, got 3"},
		{"i", make([]byte, 5), ErrSize, "an item has 4 bytes, got 5"},
		{"<w", le(uint32(0xd800)), ErrValue, "0xd800 is not a code point"},
		{"<w", le(uint32(0x110000)), ErrValue, "0x110000 is not a code point"},
		{"<w", le(uint32(math.MaxUint32)), ErrValue, "0xffffffff is not a code point"},
		{"T{}", nil, ErrFormat, `record "T{}"`},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Decode(c.item); !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("format %q: Decode(% x) = %v, %v, want %v that says %q", c.format, c.item, got, err, c.kind, c.says)
		}
	}
}

// TestLongDouble: it is refused by name where Go has no type for it, and a
// double where the platform makes it one.
func TestLongDouble(t *testing.T) {
	f, err := ParseFormat("Zg")
	if err != nil {
		t.Fatal(err)
	}
	size, _ := longDouble()
	if err := f.Decodable(); (err == nil) != (size == 8) {
		t.Errorf("a long double has %d bytes and decoding two of them says %v", size, err)
	} else if err != nil && !strings.Contains(err.Error(), "long double") {
		t.Errorf("Decodable() = %v, want it to name the long double", err)
	}
}
