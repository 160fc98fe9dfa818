package buffer

import (
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

// le and be are a test's bytes, in the order of its name.
func le(parts ...any) []byte { return encoded(binary.LittleEndian, parts) }
func be(parts ...any) []byte { return encoded(binary.BigEndian, parts) }

func encoded(order binary.AppendByteOrder, parts []any) (b []byte) {
	for _, p := range parts {
		b, _ = binary.Append(b, order.(binary.ByteOrder), p)
	}
	return b
}

func TestFormatSize(t *testing.T) {
	const unknown = -1
	long, ld := longSize(), 0
	ld, _ = longDouble()
	tests := []struct {
		format string
		size   int
		values int
	}{
		{"", 0, 0},
		{"B", 1, 1},
		{" \t\nB\v\f\r", 1, 1},
		{"3B", 3, 3},
		{"0B", 0, 0},
		{"@bh", 4, 2},
		{"=bh", 3, 2},
		{"^bh", 3, 2},
		{"hb", 3, 2},
		{"b0h", 2, 1},
		{"0h", 0, 0},
		{"bxh", 4, 2},
		{"b2xh", 6, 2},
		{"xxx", 3, 0},
		{"5s", 5, 1},
		{"s", 1, 1},
		{"0s", 0, 1},
		{"5p", 5, 1},
		{"5c", 5, 5},
		{"@l", long, 1},
		{"<l", 4, 1},
		{"!L", 4, 1},
		{"bi", 8, 2},
		{"<bi", 5, 2},
		{"bf", 8, 2},
		{"be", 4, 2},
		{"=qQd", 24, 3},
		{"n", word, 1},
		{"^P", word, 1},
		{"bP", 2 * word, 2},
		{"=n", unknown, 1},
		{"<P", unknown, 1},
		{"Zf", 8, 1},
		{"3Zd", 48, 3},
		{">Zd", 16, 1},
		{"g", ld, 1},
		{"Zg", 2 * ld, 1},
		{"F", 8, 1},
		{"bF", 12, 2},
		{"=bF", 9, 2},
		{"3D", 48, 3},
		{"bD", 24, 2},
		{">D", 16, 1},
		{"G", 2 * ld, 1},
		{"3w", 12, 1},
		{">w", 4, 1},
		{"b<ib>h", 8, 4},
		{"i:a:d:b:", 16, 2},
		{"T{i:a:=d:b:}", 12, 0},
		{"T{i:a:d:b:}", 16, 0},
		{"T{B:a:xxxxxxxd:b:}", 16, 0},
		{"T{d:a:B:b:}", 9, 0},
		{"bT{b:x:h:y:}", unknown, 0},
		{"bbT{b:x:h:y:}", 6, 0},
		{"=bT{bh}", 4, 0},
		{"=bT{bh@}", 4, 0},
		{"2T{bh}", 8, 0},
		{"2T{hb}", unknown, 0},
		{"(2)T{hb}", unknown, 0},
		{"2T{=hb}", 6, 0},
		{"=bT{@bh}", unknown, 0},
		{"=bT{T{@bh}}", unknown, 0},
		{"=bbT{T{@bh}}", 6, 0},
		{"=(2)T{T{@hb}}", unknown, 0},
		{"T{T{h:x:h:y:}:n:}", 4, 0},
		{"T{(2,3)f:m:}", 24, 0},
		{"(2,3)f", 24, 0},
		{"( 2 , 3 )f", 24, 0},
		{"(2,3)<f", 24, 0},
		{"(2)(3)2h", 24, 0},
		{"b(2)h", 6, 0},
		{"(0,3)f", 0, 0},
		{"T{}", 0, 0},
		{"O", word, 0},
		{"3O", 3 * word, 0},
		{"&i", word, 0},
		{"b&<i", 2 * word, 0},
		{"X{}", word, 0},
		{"X{ii->T{d}}", word, 0},
		{"&T{i:a:}", word, 0},
		{"<u", unknown, 0},
		{"z", unknown, 0},
		{"<Z", unknown, 0},
		{"3t", unknown, 0},
		{"bT{bu}", unknown, 0},
		{"2147483647x", math.MaxInt32, 0},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Errorf("ParseFormat(%q): %v", c.format, err)
			continue
		}
		size, known := f.Size()
		if !known {
			size = unknown
		}
		if size != c.size {
			t.Errorf("ParseFormat(%q).Size() = %d, want %d", c.format, size, c.size)
		}
		if f.carried == "" && f.Values() != c.values {
			t.Errorf("ParseFormat(%q).Values() = %d, want %d", c.format, f.Values(), c.values)
		}
		if f.String() != c.format {
			t.Errorf("ParseFormat(%q).String() = %q", c.format, f)
		}
	}
}

func TestFormatRefused(t *testing.T) {
	tests := []struct{ name, format, says string }{
		{"no code", "j", "byte 0: 'j' is no code"},
		{"no code of one byte", "é", "byte 0: 'é' is no code"},
		{"not UTF-8", "\xff", "is no code"},
		{"a zero byte", "i\x00", "byte 1: '\\x00' is no code"},
		{"a count alone", "3", "byte 0: a count without a code"},
		{"a space after a count", "3 i", "' ' is no code"},
		{"a mark after a count", "3<i", "'<' is no code"},
		{"a count beyond an int", "99999999999999999999i", "count is beyond"},
		{"too many bytes", "9223372036854775807i", "more bytes than there are addresses"},
		{"too many bytes in all", "9223372036854775807x9223372036854775807x", "more bytes"},
		{"too many bytes of a string", "9223372036854775807w", "more bytes"},
		{"too many bytes by alignment", "9223372036854775807xi", "more bytes"},
		{"too many bytes of an array", "(4294967296,4294967296)b", "more items than there are addresses"},
		{"a record without end", "T{i", "byte 0: the record that begins here"},
		{"a record without start", "i}", "byte 1: no T{ is open"},
		{"T alone", "T", "'T' is no code"},
		{"X alone", "X", "'X' is no code"},
		{"a function without end", "X{{}", "byte 0: the function that begins here"},
		{"a shape without end", "(2", "wants , or )"},
		{"a shape with an end alone", "(2,", "wants a number here"},
		{"a shape without numbers", "()f", "byte 1: the shape"},
		{"a negative shape", "(-1)f", "wants a number here"},
		{"an array of nothing", "(2)", "the end is no code"},
		{"a name without end", "i:a", "byte 1: the name"},
		{"a pointer to nothing", "&", "the end is no code"},
		{"records nested too deep", strings.Repeat("T{", 100), "nested deeper than 64"},
		{"pointers nested too deep", strings.Repeat("&", 100) + "i", "nested deeper than 64"},
	}
	for _, c := range tests {
		_, err := ParseFormat(c.format)
		var named *Error
		if !errors.Is(err, ErrFormat) || !errors.As(err, &named) || named.Op != "parse" || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: ParseFormat(%q) = %v, want ErrFormat that says %q", c.name, c.format, err, c.says)
		}
	}
}

// TestFormatValues goes both ways: the bytes hold the value, and it makes them.
func TestFormatValues(t *testing.T) {
	tests := []struct {
		format string
		item   []byte
		value  any
	}{
		{"<b", le(int8(-3)), int64(-3)},
		{"<B", le(uint8(200)), uint64(200)},
		{"<h", le(int16(-300)), int64(-300)},
		{">h", be(int16(-300)), int64(-300)},
		{"!H", be(uint16(60000)), uint64(60000)},
		{"<i", le(int32(-70000)), int64(-70000)},
		{">I", be(uint32(4000000000)), uint64(4000000000)},
		{"<l", le(int32(math.MinInt32)), int64(math.MinInt32)},
		{">q", be(int64(math.MinInt64)), int64(math.MinInt64)},
		{"<Q", le(uint64(math.MaxUint64)), uint64(math.MaxUint64)},
		{"=?", []byte{1}, true},
		{"?", []byte{0}, false},
		{"<e", le(uint16(0x3e00)), 1.5},
		{">e", be(uint16(0xfc00)), math.Inf(-1)},
		{"<f", le(float32(-2.5)), -2.5},
		{">f", be(float32(1e-45)), float64(float32(1e-45))},
		{"<d", le(0.1), 0.1},
		{">d", be(math.Copysign(0, -1)), math.Copysign(0, -1)},
		{"<Zf", le(float32(1), float32(-2)), 1 - 2i},
		{">Zd", be(0.5, 1e300), complex(0.5, 1e300)},
		{"<F", le(float32(1), float32(-2)), 1 - 2i},
		{">F", be(float32(1), float32(-2)), 1 - 2i},
		{"<D", le(0.5, 1e300), complex(0.5, 1e300)},
		{">D", be(0.5, 1e300), complex(0.5, 1e300)},
		{"c", []byte("x"), []byte("x")},
		{"5s", []byte("ab\x00\x00\x00"), []byte("ab\x00\x00\x00")},
		{"0s", []byte{}, []byte{}},
		{"5p", []byte("\x02ab\x00\x00"), []byte("ab")},
		{"p", []byte{0}, []byte{}},
		{"0p", []byte{}, []byte{}},
		{"<3w", le(uint32('é'), uint32('🐍'), uint32(0)), "é🐍\x00"},
		{">w", be(uint32('x')), "x"},
		{"3w", make([]byte, 12), "\x00\x00\x00"},
		{"0w", []byte{}, ""},
		{"<hB", le(int16(1), uint8(2)), []any{int64(1), uint64(2)}},
		{"<2hB", le(int16(1), int16(-1), uint8(2)), []any{int64(1), int64(-1), uint64(2)}},
		{"<bxh", le(int8(1), int8(0), int16(2)), []any{int64(1), int64(2)}},
		{"x<h", le(int8(0), int16(-2)), int64(-2)},
		{"<hx", le(int16(-2), int8(0)), int64(-2)},
		{"<h>h", append(le(int16(1)), be(int16(1))...), []any{int64(1), int64(1)}},
		{"3x", make([]byte, 3), []any{}},
		{"", nil, []any{}},
		{"<h:a:i:b:", le(int16(1), int32(2)), []any{int64(1), int64(2)}},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Errorf("ParseFormat(%q): %v", c.format, err)
			continue
		}
		if got, err := f.Decode(c.item); err != nil || !reflect.DeepEqual(got, c.value) {
			t.Errorf("format %q: Decode(% x) = %#v, %v, want %#v", c.format, c.item, got, err, c.value)
		}
		item := []byte(strings.Repeat("\xee", len(c.item)))
		if err := f.Encode(item, c.value); err != nil || string(item) != string(c.item) {
			t.Errorf("format %q: Encode(%#v) = % x, %v, want % x", c.format, c.value, item, err, c.item)
		}
	}
}

func TestFormatDecodeOnly(t *testing.T) {
	tests := []struct {
		format string
		item   []byte
		value  any
	}{
		{"?", []byte{2}, true},
		{"<5p", []byte("\xffabcd"), []byte("abcd")},
		{"3c", []byte("abc"), []any{[]byte("a"), []byte("b"), []byte("c")}},
		{"<bxh", []byte{1, 0xff, 2, 0}, []any{int64(1), int64(2)}},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Decode(c.item)
		if err != nil || !reflect.DeepEqual(got, c.value) {
			t.Errorf("format %q: Decode(% x) = %#v, %v, want %#v", c.format, c.item, got, err, c.value)
		}
	}
}

// TestFormatDecodeOwnsBytes shows that what is decoded is not the item itself.
func TestFormatDecodeOwnsBytes(t *testing.T) {
	f, err := ParseFormat("3s")
	if err != nil {
		t.Fatal(err)
	}
	item := []byte("abc")
	value, err := f.Decode(item)
	item[0] = 'x'
	if got, ok := value.([]byte); err != nil || !ok || string(got) != "abc" {
		t.Errorf("the value is %v, %v after a write to the item, want abc", value, err)
	}
}

func TestFormatOrder(t *testing.T) {
	host := binary.ByteOrder(binary.LittleEndian)
	if bigEndian {
		host = binary.BigEndian
	}
	tests := []struct {
		format string
		want   binary.ByteOrder
	}{
		{"i", host},
		{"=d", host},
		{">i", binary.BigEndian},
		{"!i", binary.BigEndian},
		{"<Zf", binary.LittleEndian},
		{">B", host},
		{">5s", host},
		{">w", binary.BigEndian},
		{"<b>h", binary.BigEndian},
		{"<h>h", nil},
	}
	for _, c := range tests {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Order(); got != c.want {
			t.Errorf("ParseFormat(%q).Order() = %v, want %v", c.format, got, c.want)
		}
	}
}
