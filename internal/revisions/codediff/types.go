package codediff

import "encoding/binary"

// The layout of type descriptors is that of internal/abi.Type of Go 1.24 to 1.27.
const (
	typeSize        = 48
	offsetTFlag     = 20
	offsetKind      = 23
	offsetEqual     = 24
	offsetGCData    = 32
	offsetName      = 40
	offsetPointer   = 44
	flagUncommon    = 1
	flagMaskLater   = 1 << 4
	flagTag         = 1 << 1 // of a name: a tag follows
	offsetHasher    = 72     // of a map
	kindMask        = 31
	kindInterface   = 20
	kindMap         = 21
	kindStruct      = 25
	maxMethods      = 1 << 14
	methodSize      = 16
	uncommonSize    = 16
	structField     = 24
	interfaceMethod = 8
	maxFieldsOfOne  = 1 << 14
)

// uncommonAt has the offsets of the methods of a kind, behind the fields of that kind. A
// map has had three layouts.
var uncommonAt = map[byte][]uint64{
	17: {72}, 18: {64}, 19: {56}, 20: {80}, kindMap: {112, 128, 120, 104, 88}, 22: {56}, 23: {56}, 25: {80},
}

// typeInfo is a type descriptor.
type typeInfo struct {
	m       *Image
	addr    uint64
	raw     []byte
	name    string
	path    string            // of the package of a named type
	methods map[string]method // those that the linker kept
	odd     bool              // its methods could not be read
}

type method struct{ byInterface, direct uint64 }

// types compares the descriptors of two types. It follows their methods, because an
// interface or package reflect may call them, and the types of their parts.
func (c *Comparison) types(n *node, p pair) {
	a, b := c.base.typeAt(p.a), c.head.typeAt(p.b)
	if a.raw == nil || b.raw == nil {
		n.cannot("a type at %#x is not read", p.a)
		return
	}
	const size, flags = 16, 24 // in front of the hash, and with what stands behind it
	if a.name != b.name || string(a.raw[:flags]) != string(b.raw[:flags]) {
		n.differ("type "+a.name, 0)
		return
	}
	if a.path != b.path || a.odd || b.odd {
		n.cannot("the methods of type %s are not read", a.name)
		return
	}
	if a.path != "" && !c.ours(a.path) {
		return
	}
	c.funcValues(n, "type "+a.name, a.field(offsetEqual), b.field(offsetEqual))
	if a.raw[offsetKind]&kindMask == kindMap {
		c.funcValues(n, "type "+a.name, a.word(offsetHasher), b.word(offsetHasher))
	}
	if pointers := binary.LittleEndian.Uint64(a.raw[8:]); pointers > 0 && a.raw[offsetTFlag]&flagMaskLater == 0 {
		size := (pointers/8 + 7) / 8
		if string(c.base.bytes(a.field(offsetGCData), size)) != string(c.head.bytes(b.field(offsetGCData), size)) {
			n.differ("type "+a.name, 0)
		}
	}
	for name, m := range a.methods {
		if _, both := b.methods[name]; !both {
			n.differ("method "+a.name+"."+name, 0)
			continue
		}
		c.follow(n, "type "+a.name, m.byInterface, b.methods[name].byInterface)
		c.follow(n, "type "+a.name, m.direct, b.methods[name].direct)
	}
	for name := range b.methods {
		if _, both := a.methods[name]; !both {
			n.differ("method "+b.name+"."+name, 0)
		}
	}
	x, y := a.parts(), b.parts()
	if len(x) != len(y) || a.labels() != b.labels() {
		n.differ("type "+a.name, 0)
		return
	}
	for i := range x {
		c.follow(n, "type "+a.name, x[i], y[i])
	}
}

// funcValues follows two values of type func, whose first word is the address of
// code. Those of types lie among the descriptors, without names.
func (c *Comparison) funcValues(n *node, from string, a, b uint64) {
	if a == 0 || b == 0 {
		if a != b {
			n.differ(from, 0)
		}
		return
	}
	x, y := c.base.bytes(a, 8), c.head.bytes(b, 8)
	if len(x) < 8 || len(y) < 8 {
		n.cannot("%s has a function that is not read", from)
		return
	}
	c.follow(n, from, binary.LittleEndian.Uint64(x), binary.LittleEndian.Uint64(y))
}

// field returns an address in a descriptor.
func (t typeInfo) field(at int) uint64 { return binary.LittleEndian.Uint64(t.raw[at:]) }

// typeAt reads a descriptor. It has no raw bytes if there is none.
func (m *Image) typeAt(addr uint64) typeInfo {
	t := typeInfo{m: m, addr: addr}
	raw := m.bytes(addr, typeSize)
	if len(raw) < typeSize {
		return t
	}
	t.raw = raw
	t.name, _ = m.typeName(binary.LittleEndian.Uint32(raw[offsetName:]))
	if raw[offsetTFlag]&flagUncommon != 0 {
		t.odd = !t.readMethods()
	}
	return t
}

// typeBase returns the base of offsets in descriptors.
func (m *Image) typeBase() uint64 {
	s, ok := m.lookup("runtime.types")
	if !ok {
		s, _ = m.lookup(typeRegion)
	}
	return s.addr
}

// typeName returns the name at an offset. It has flags, a length of 7 bits per byte, and
// bytes.
func (m *Image) typeName(off uint32) (string, bool) {
	if int32(off) <= 0 {
		return "", off == 0
	}
	at := m.typeBase() + uint64(off)
	head := m.bytes(at, 1+binary.MaxVarintLen32)
	if len(head) < 2 {
		return "", false
	}
	n, width := binary.Uvarint(head[1:])
	if width <= 0 || n > 1<<16 {
		return "", false
	}
	name := m.bytes(at+1+uint64(width), n)
	return string(name), uint64(len(name)) == n
}

// readMethods reads the methods that the linker kept. It returns false if none of the
// known layouts fits.
func (t *typeInfo) readMethods() bool {
	places := uncommonAt[t.raw[offsetKind]&kindMask]
	if places == nil {
		places = []uint64{typeSize}
	}
	for _, at := range places {
		if t.readUncommon(t.addr + at) {
			return true
		}
	}
	return false
}

func (t *typeInfo) readUncommon(at uint64) bool {
	raw := t.m.bytes(at, uncommonSize)
	if len(raw) < uncommonSize {
		return false
	}
	count, offset := int(binary.LittleEndian.Uint16(raw[4:])), binary.LittleEndian.Uint32(raw[8:])
	exported := int(binary.LittleEndian.Uint16(raw[6:]))
	path, ok := t.m.typeName(binary.LittleEndian.Uint32(raw))
	if !ok || count > maxMethods || exported > count || count > 0 && offset < uncommonSize {
		return false
	}
	rows := t.m.bytes(at+uint64(offset), uint64(count)*methodSize)
	if len(rows) < count*methodSize {
		return false
	}
	start, _ := t.m.lookup("runtime.text")
	t.path, t.methods = path, map[string]method{}
	for ; len(rows) > 0; rows = rows[methodSize:] {
		name, ok := t.m.typeName(binary.LittleEndian.Uint32(rows))
		if !ok {
			return false
		}
		byInterface, direct := binary.LittleEndian.Uint32(rows[8:]), binary.LittleEndian.Uint32(rows[12:])
		if int32(byInterface) <= 0 || int32(direct) <= 0 {
			continue // the linker found that nothing calls it
		}
		t.methods[name] = method{start.addr + uint64(byInterface), start.addr + uint64(direct)}
	}
	return true
}

// word returns an address behind the common part of all descriptors, or 0.
func (t typeInfo) word(at uint64) uint64 { return t.m.word(t.addr + at) }

// labels returns what package reflect sees of the fields of a struct beside their types:
// names, tags and places. Of an interface, it returns the names of the methods.
func (t typeInfo) labels() string {
	var all []byte
	first, n := t.word(typeSize+8), min(t.word(typeSize+16), maxFieldsOfOne)
	switch t.raw[offsetKind] & kindMask {
	case kindInterface:
		for i := range n {
			if b := t.m.bytes(first+interfaceMethod*i, 4); len(b) == 4 {
				name, _ := t.m.typeName(binary.LittleEndian.Uint32(b))
				all = append(append(all, name...), 0)
			}
		}
	case kindStruct:
		for i := range n {
			field := first + structField*i
			all = append(all, t.m.bytes(field+16, 8)...) // its place
			all = append(all, t.m.label(t.m.word(field))...)
		}
	}
	return string(all)
}

// label returns the bytes of a name, with its flags and its tag.
func (m *Image) label(at uint64) (all []byte) {
	flags := m.bytes(at, 1)
	if len(flags) == 0 {
		return nil
	}
	all = append(all, flags...)
	parts := 1
	if flags[0]&flagTag != 0 {
		parts = 2
	}
	at++
	for range parts {
		size, width := binary.Uvarint(m.bytes(at, binary.MaxVarintLen32))
		if width <= 0 {
			break
		}
		whole := uint64(width) + size
		all = append(all, m.bytes(at, whole)...)
		at += whole
	}
	return all
}

// parts returns the types of the parts of a type.
func (t typeInfo) parts() []uint64 {
	switch t.raw[offsetKind] & kindMask {
	case 17, 18, 22, 23:
		return []uint64{t.word(typeSize)}
	case kindMap:
		return []uint64{t.word(typeSize), t.word(typeSize + 8)}
	case kindStruct:
		var all []uint64
		fields, n := t.word(typeSize+8), min(t.word(typeSize+16), maxFieldsOfOne)
		for i := range n {
			if b := t.m.bytes(fields+i*structField+8, 8); len(b) == 8 {
				all = append(all, binary.LittleEndian.Uint64(b))
			}
		}
		return all
	}
	return nil
}
