package buffer

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// Decode returns what an item of exactly Size bytes holds, as struct.unpack
// does: the value itself if it is one, or a []any of all values. Signed
// integers are int64, unsigned ones and addresses uint64; e, f, d are float64,
// ? is bool (any byte but 0 is true), complex numbers are complex128; c, s and
// p are a []byte of their own memory, and w is a string with all its code
// points, those of padding too. What Decodable refuses is refused; bytes that
// are no value of the format (a code point beyond Unicode) are of kind ErrValue.
func (f Format) Decode(item []byte) (any, error) {
	if err := f.usable("decode", item); err != nil {
		return nil, err
	}
	if f.values == 1 {
		return f.decode(f.members[0], item, 0)
	}
	values := make([]any, 0, f.values)
	for _, m := range f.members {
		for i := range m.count {
			v, err := f.decode(m, item, i)
			if err != nil {
				return nil, err
			}
			values = append(values, v)
		}
	}
	return values, nil
}

// usable is nil if the item can be of this format.
func (f Format) usable(op string, item []byte) error {
	if f.carried != "" {
		return f.Decodable()
	}
	if len(item) != f.size {
		return refuse(op, f.text, ErrSize, "an item has %d bytes, got %d", f.size, len(item))
	}
	return nil
}

// decode returns the i-th value of a member.
func (f Format) decode(m member, item []byte, i int) (any, error) {
	at := m.offset + i*m.width
	b := item[at : at+m.width : at+m.width]
	switch m.kind {
	case kindBool:
		return b[0] != 0, nil
	case kindInt:
		unused := 64 - 8*m.width
		return int64(m.bits(b)) << unused >> unused, nil
	case kindUint:
		return m.bits(b), nil
	case kindFloat:
		return m.float(b), nil
	case kindComplex:
		return complex(m.float(b[:m.width/2]), m.float(b[m.width/2:])), nil
	case kindText:
		return f.decodeText(m, b)
	case kindPascal:
		if len(b) == 0 {
			return []byte{}, nil
		}
		b = b[1 : 1+min(int(b[0]), len(b)-1)]
	}
	return append(make([]byte, 0, len(b)), b...), nil
}

// decodeText returns four-byte code points as a string.
func (f Format) decodeText(m member, b []byte) (any, error) {
	text := make([]byte, 0, len(b)/4)
	for ; len(b) > 0; b = b[4:] {
		r := uint32(m.bits(b[:4]))
		if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
			return nil, refuse("decode", f.text, ErrValue, "%#x is not a code point of Unicode that a string holds", r)
		}
		text = utf8.AppendRune(text, rune(r))
	}
	return string(text), nil
}

// bits is the number that one, two, four or eight bytes are.
func (m member) bits(b []byte) uint64 {
	var order binary.ByteOrder = binary.LittleEndian
	if m.big {
		order = binary.BigEndian
	}
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(order.Uint16(b))
	case 4:
		return uint64(order.Uint32(b))
	}
	return order.Uint64(b)
}

// float is the number that a half, a single or a double is.
func (m member) float(b []byte) float64 {
	switch x := m.bits(b); len(b) {
	case 2:
		return halfToFloat(uint16(x))
	case 4:
		return float64(math.Float32frombits(uint32(x)))
	default:
		return math.Float64frombits(x)
	}
}
