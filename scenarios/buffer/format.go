package buffer

import (
	"encoding/binary"
	"strings"
)

// Format is the meaning of a format string: the values of one item, their places in its
// bytes, and their encoding. The language is that of Python's struct module, with the
// codes of PEP 3118 and further ones of exporters. The zero Format is that of the empty
// string, an item of no bytes and no values; a Py_buffer without a format means "B"
// instead. A Format does not change and may be used by any number of goroutines.
type Format struct {
	text string
	mark byte // of byte order, in force at the end
	group
}

// member is one code of a format with its count.
type member struct {
	kind   kind
	width  int  // bytes of one value
	count  int  // values, one after the other
	offset int  // of the first value in the item, bytes
	big    bool // the high byte comes first
	native bool // of C's size: a float that overflows becomes infinite, as in C
	letter byte // the code: c takes one byte, P negative addresses too
}

// group is a sequence of members: a format, or the inside of a T{}.
type group struct {
	members []member // those that have values
	fields  []field  // all, in order
	size    int      // bytes, without padding at the end
	align   int      // that of the most demanding member under @
	within  int      // the same, with the members of records under any mark
	values  int
	unsized bool
	carried string // what of it cannot be decoded, or nothing
}

// ParseFormat reads a format string.
//
// It accepts all that struct does (x c b B ? h H i I l L q Q n N e f d s p P
// after an optional @ = < > !, with counts and white space) and gives it
// struct's sizes and native alignment. Beyond struct, a mark of byte order may
// stand anywhere and holds until the next; ^ is @ without alignment; g, w, Zf,
// Zd and Zg are values, and so are F, D and G, which Python 3.14 writes for the
// last three; :name: may follow a code.
//
// Records T{…}, sub-arrays (2,3)f, pointers &i and X{…}, objects O, and the
// codes to which exporters give sizes of their own (u, z, Z, t, and n, N, P
// after a mark other than @ and ^) are carried: their size is known where the
// string tells it without doubt, and decoding is refused by Decodable. So is a long double
// wider than a double. A text in none of these languages is an error of kind
// ErrFormat.
func ParseFormat(s string) (Format, error) {
	if f, ok := parsed.find(s); ok {
		return *f, nil
	}
	f, err := parse(strings.Clone(s)) // s may lie in the exporter's memory
	if err != nil {
		return Format{}, err
	}
	if len(s) <= longestKept {
		parsed.keep(f.text, &f)
	}
	return f, nil
}

// SizeOf is ParseFormat for callers that want no more than [Format.Size].
func SizeOf(s string) (bytes int, known bool, err error) {
	if len(s) == 1 && s[0] < byte(len(letters)) && letters[s[0]] != nil {
		return letters[s[0]].size, true, nil
	}
	f, err := ParseFormat(s)
	if err != nil {
		return 0, false, err
	}
	bytes, known = f.Size()
	return bytes, known, nil
}

// parse reads a format string from its start to its end.
func parse(s string) (Format, error) {
	p := parser{text: s, mark: '@'}
	g, err := p.group()
	if err != nil {
		return Format{}, err
	}
	if p.at < len(s) {
		return Format{}, p.refuse(p.at, "no T{ is open for this }")
	}
	return Format{s, p.mark, g}, nil
}

// String is the text that was parsed.
func (f Format) String() string { return f.text }

// Size is the number of bytes of an item without padding at its end, which no
// text has; numpy's aligned records have some all the same. It is false if the
// text does not tell.
func (f Format) Size() (bytes int, known bool) {
	if f.unsized {
		return 0, false
	}
	return f.size, true
}

// Values is the number of values in an item, as struct.unpack counts them: a
// string of any length is one, and padding none. Carried parts count nothing.
func (f Format) Values() int { return f.values }

// Decodable is nil if an item's values can be decoded to Go values. Otherwise it is an
// error of kind ErrFormat, which names the part without a Go type.
func (f Format) Decodable() error {
	if f.carried == "" {
		return nil
	}
	return refuse("decode", f.text, ErrFormat, "%s has no Go value; its bytes can be had as they are", f.carried)
}

// Order is the byte order of the values that have one, by being wider than a
// byte: that of this machine if none has, and nil if they differ.
func (f Format) Order() binary.ByteOrder {
	big, found := bigEndian, false
	for _, m := range f.members {
		if m.step() == 1 {
			continue
		}
		if found && m.big != big {
			return nil
		}
		big, found = m.big, true
	}
	if big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// step is the number of bytes that a byte order turns round.
func (m member) step() int {
	switch m.kind {
	case kindBytes, kindPascal, kindBool:
		return 1
	case kindComplex:
		return m.width / 2
	case kindText:
		return 4
	}
	return m.width
}
