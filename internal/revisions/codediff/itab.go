package codediff

import "encoding/binary"

// itabs is the range of addresses of method tables. Since Go 1.27 they lie among the
// descriptors of types, without symbols; before, each has a symbol, and the range is empty.
type itabs struct{ from, to uint64 }

// The layout of a method table, internal/abi.ITab, and where the descriptor of an
// interface has the number of its methods.
const (
	itabType         = 8
	itabHash         = 16
	itabMethods      = 24
	interfaceMethods = 64
)

// findItabs returns the range of method tables that the data of the module names. There,
// the words types, typedesclen, etypes, itaboffset and itabsize stand together.
func (m *Image) findItabs() (found itabs) {
	types, hasTypes := m.lookup("runtime.types")
	end, hasEnd := m.lookup("runtime.etypes")
	module, hasModule := m.lookup("runtime.firstmoduledata")
	if !hasTypes || !hasEnd || !hasModule {
		return found
	}
	raw := m.bytes(module.addr, module.size)
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(raw[8*i:]) }
	for i := 0; 8*(i+5) <= len(raw); i++ {
		if word(i) == types.addr && word(i+2) == end.addr && word(i+3)+word(i+4) <= end.addr-types.addr {
			return itabs{types.addr + word(i+3), types.addr + word(i+3) + word(i+4)}
		}
	}
	return found
}

// has reports whether an address is that of a method table.
func (t itabs) has(addr uint64) bool { return addr >= t.from && addr < t.to }

// tables compares two method tables: the interface, the type, and the methods.
func (c *Comparison) tables(n *node, p pair) {
	const name = "a method table"
	a, b := c.base.bytes(p.a, itabMethods+8), c.head.bytes(p.b, itabMethods+8)
	if len(a) < itabMethods+8 || len(b) < itabMethods+8 {
		n.cannot("a method table at %#x is not read", p.a)
		return
	}
	if string(a[itabHash:itabHash+4]) != string(b[itabHash:itabHash+4]) {
		n.differ(name, 0)
		return
	}
	word := binary.LittleEndian.Uint64
	c.follow(n, name, word(a), word(b))
	c.follow(n, name, word(a[itabType:]), word(b[itabType:]))
	count := c.base.word(word(a) + interfaceMethods)
	if count != c.head.word(word(b)+interfaceMethods) || count > maxMethods {
		n.differ(name, 0)
		return
	}
	for i := range count {
		at := itabMethods + 8*i
		x, y := c.base.word(p.a+at), c.head.word(p.b+at)
		if x == 0 && y == 0 {
			return // the type does not have the methods of the interface
		}
		c.follow(n, name, x, y)
	}
}

// word returns the 8 bytes at an address, or 0.
func (m *Image) word(addr uint64) uint64 {
	b := m.bytes(addr, 8)
	if len(b) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}
