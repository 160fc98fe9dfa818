package message

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// field is the length of a field; the last one that is read may be shorter.
const field = 64

// prefix is the length of the length before a field.
const prefix = 4

// largest is the limit of a message: eight thousand fields.
const largest = 512 * bench.KiB

// Encoded is a message in three formats, one behind the other in memory.
type Encoded struct {
	Wire    []byte      // of protobuf: field 1 is repeated, of bytes or strings
	Fields  int         // of the message
	Every   int         // the first of so many fields is read
	Content bench.Bytes // the length of all fields

	prefixed []byte // each field behind its length
	json     []byte // an array of strings
}

// Lengths of what stands around a field.
const (
	wireTag   = 2 // field 1 of bytes, and a length below 128
	jsonQuote = 3 // two quotes, and a comma or a bracket
)

// encode makes a message. The fields for the reader have as many bytes as the case. They are
// letters, and a proof that changes them leaves the JSON valid.
func encode(b *bench.Block) (*Encoded, error) {
	every, err := everyOf(b.Case.Get(reads))
	if err != nil {
		return nil, err
	}
	size := b.Case.Size
	read := int((size + field - 1) / field)
	m := &Encoded{Fields: read * every, Every: every}
	m.Content = size + bench.Bytes(read*(every-1))*field
	if m.Content > largest {
		return nil, b.Skip(fmt.Sprintf("the message would take %s, and at most %s are made", m.Content, largest),
			"-sizes "+max(largest/bench.Bytes(every)/field*field, field).String())
	}
	memory := m.room(b)
	text := make([]byte, m.Content)
	b.Fill(text)
	for i := range text {
		text[i] = 'a' + text[i]&7
	}
	for i := range m.Fields {
		n := field
		if i == (read-1)*every {
			n = int(size) - (read-1)*field
		}
		m.add(text[:n], i > 0)
		text = text[n:]
	}
	m.json = append(m.json, ']')
	b.Own(bench.Owner{Memory: memory, Poke: m.poke})
	return m, nil
}

// room makes room for the formats.
func (m *Encoded) room(b *bench.Block) (memory []byte) {
	lengths := []int{prefix * m.Fields, wireTag * m.Fields, jsonQuote*m.Fields + 1}
	memory = b.Bytes(3*m.Content + bench.Bytes(lengths[0]+lengths[1]+lengths[2]))
	rest := memory
	for i, to := range []*[]byte{&m.prefixed, &m.Wire, &m.json} {
		n := int(m.Content) + lengths[i]
		*to, rest = rest[:0:n], rest[n:]
	}
	m.json = append(m.json, '[')
	return memory
}

// everyOf is the distance between fields that are read.
func everyOf(value string) (int, error) {
	if value == "all" {
		return 1, nil
	}
	every, err := strconv.Atoi(strings.TrimPrefix(value, "1in"))
	if err != nil || every < 1 || !strings.HasPrefix(value, "1in") {
		return 0, fmt.Errorf("axis %s: %q is neither all nor like 1in10", reads, value)
	}
	return every, nil
}

// add appends a field in all formats.
func (m *Encoded) add(text []byte, comma bool) {
	m.prefixed = binary.LittleEndian.AppendUint32(m.prefixed, uint32(len(text)))
	m.prefixed = append(m.prefixed, text...)
	const fieldOne = 1<<3 | 2 // of a type with a length
	m.Wire = append(append(m.Wire, fieldOne, byte(len(text))), text...)
	if comma {
		m.json = append(m.json, ',')
	}
	m.json = append(append(append(m.json, '"'), text...), '"')
}

// poke changes byte i of the fields that are read, in all formats.
func (m *Encoded) poke(i int, x byte) error {
	at := i / field * m.Every
	from := at*(prefix+field) + prefix + i%field
	quoted := 2 + at*(field+jsonQuote) + i%field // [" before the first, "," between two
	if i < 0 || from >= len(m.prefixed) {
		return fmt.Errorf("poke byte %d of the fields of a message of %d bytes: out of range", i, len(m.prefixed))
	}
	m.prefixed[from] ^= x
	m.Wire[at*(wireTag+field)+wireTag+i%field] ^= x
	m.json[quoted] ^= x
	return nil
}

// next splits the first field off a message. It panics if the message is shorter than it
// says: no message of a block is.
func next(message []byte) (first, rest []byte) {
	end := prefix + int(binary.LittleEndian.Uint32(message))
	return message[prefix:end:end], message[end:]
}

// slices is an aliasing decode. It is not inlined, and so its index escapes, as that of a
// decoder in another package does.
//
//go:noinline
func (m *Encoded) slices() [][]byte {
	index := make([][]byte, 0, m.Fields)
	for rest := m.prefixed; len(rest) > 0; {
		var f []byte
		f, rest = next(rest)
		index = append(index, f)
	}
	return index
}

// clones is a decode that copies each field. It is not inlined, as slices is not.
//
//go:noinline
func (m *Encoded) clones() [][]byte {
	index := make([][]byte, 0, m.Fields)
	for rest := m.prefixed; len(rest) > 0; {
		var f []byte
		f, rest = next(rest)
		index = append(index, bytes.Clone(f))
	}
	return index
}

// fieldPart is the first field. It keeps the message.
func fieldPart(_ *bench.Block, m *Encoded) any {
	first, _ := next(m.prefixed)
	return first
}
