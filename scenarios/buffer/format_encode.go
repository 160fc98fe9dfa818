package buffer

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// Encode writes into an item of exactly Size bytes what Decode would return, as
// struct.pack does: one value, or a []any of as many as the format has; bytes
// between them become 0. An integer code takes any Go integer or bool that is
// in its range, a float code any float or integer, a complex code any number,
// and ? any number, of which 0 is false. c takes one byte; s and p take bytes or
// a string, cut or filled with 0 to their length; w takes a string of valid
// UTF-8 of at most its length. A float too large for e, or for f behind a mark
// of standard size, is refused; under @ and ^ an f becomes infinite, as in C.
//
// A refusal is of kind ErrValue, ErrSize or ErrFormat, and leaves the item as it
// was.
func (f Format) Encode(item []byte, value any) error {
	if err := f.usable("encode", item); err != nil {
		return err
	}
	if m := f.members; f.values == 1 && m[0].width == len(item) {
		return f.encode(m[0], item, value)
	}
	values := []any{value}
	if f.values != 1 {
		all, ok := value.([]any)
		if !ok || len(all) != f.values {
			return refuse("encode", f.text, ErrValue, "it takes a []any of %d values, got %s", f.values, show(value))
		}
		values = all
	}
	packed := make([]byte, len(item))
	for _, m := range f.members {
		for i := range m.count {
			at := m.offset + i*m.width
			if err := f.encode(m, packed[at:at+m.width], values[i]); err != nil {
				return err
			}
		}
		values = values[m.count:]
	}
	copy(item, packed)
	return nil
}

// encode writes one value into the bytes of a member, all of them or none.
func (f Format) encode(m member, b []byte, value any) error {
	switch m.kind {
	case kindBool:
		z, ok := complexOf(value)
		if !ok {
			return f.unfit(value, "a bool or a number")
		}
		b[0] = 0
		if z != 0 {
			b[0] = 1
		}
		return nil
	case kindInt, kindUint:
		return f.encodeInteger(m, b, value)
	case kindFloat:
		x, ok := floatOf(value)
		if !ok {
			return f.unfit(value, "a float or an integer")
		}
		return f.encodeFloats(m, b, x)
	case kindComplex:
		z, ok := complexOf(value)
		if !ok {
			return f.unfit(value, "a number")
		}
		return f.encodeFloats(m, b, real(z), imag(z))
	case kindText:
		return f.encodeText(m, b, value)
	}
	return f.encodeBytes(m, b, value)
}

func (f Format) encodeInteger(m member, b []byte, value any) error {
	n, negative, ok := integerOf(value)
	if !ok {
		return f.unfit(value, "an integer")
	}
	top := uint64(1) << (8*m.width - 1) // one more than a signed one holds, and the least one negated
	switch {
	case negative && m.kind == kindUint && m.letter != 'P':
		return f.unfit(value, "no negative numbers")
	case negative && n > top, !negative && m.kind == kindInt && n >= top, !negative && n-top >= top && n >= top:
		return f.unfit(value, "what fits in %d bytes", m.width)
	}
	if negative {
		n = -n
	}
	m.put(b, n)
	return nil
}

// encodeFloats writes the one or two parts of a number.
func (f Format) encodeFloats(m member, b []byte, parts ...float64) error {
	var patterns [2]uint64
	width := m.width / len(parts)
	for i, x := range parts {
		switch width {
		case 2:
			h, ok := floatToHalf(x)
			if !ok {
				return f.unfit(x, "magnitudes below %d", halfLimit)
			}
			patterns[i] = uint64(h)
		case 4:
			s := float32(x)
			if math.IsInf(float64(s), 0) && !math.IsInf(x, 0) && !m.native {
				return f.unfit(x, "magnitudes up to %g", math.MaxFloat32)
			}
			patterns[i] = uint64(math.Float32bits(s))
		default:
			patterns[i] = math.Float64bits(x)
		}
	}
	for i := range parts {
		m.put(b[i*width:(i+1)*width], patterns[i])
	}
	return nil
}

func (f Format) encodeText(m member, b []byte, value any) error {
	text, ok := value.(string)
	if !ok || !utf8.ValidString(text) {
		return f.unfit(value, "a string of valid UTF-8")
	}
	if n := utf8.RuneCountInString(text); n > m.width/4 {
		return f.unfit(value, "%d code points at most, not %d", m.width/4, n)
	}
	for _, r := range text {
		m.put(b[:4], uint64(r))
		b = b[4:]
	}
	clear(b)
	return nil
}

func (f Format) encodeBytes(m member, b []byte, value any) error {
	text, ok := bytesOf(value)
	if !ok {
		return f.unfit(value, "a []byte or a string")
	}
	if m.kind == kindPascal {
		if len(b) == 0 {
			return nil
		}
		text = text[:min(len(text), len(b)-1)]
		b[0] = byte(min(len(text), math.MaxUint8))
		b = b[1:]
	} else if m.letter == 'c' && len(text) != 1 {
		return f.unfit(value, "one byte, not %d", len(text))
	}
	clear(b[copy(b, text):])
	return nil
}

// put writes a number into one, two, four or eight bytes.
func (m member) put(b []byte, n uint64) {
	var order binary.ByteOrder = binary.LittleEndian
	if m.big {
		order = binary.BigEndian
	}
	switch len(b) {
	case 1:
		b[0] = byte(n)
	case 2:
		order.PutUint16(b, uint16(n))
	case 4:
		order.PutUint32(b, uint32(n))
	default:
		order.PutUint64(b, n)
	}
}

// unfit refuses a value of which the format takes only others.
func (f Format) unfit(value any, takes string, args ...any) error {
	args = append(args, show(value))
	return refuse("encode", f.text, ErrValue, "it takes "+takes+", got %s", args...)
}
