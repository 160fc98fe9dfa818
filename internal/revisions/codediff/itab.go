package codediff

import "encoding/binary"

// The layout of a method table, internal/abi.ITab, and where the descriptor of an
// interface has the number of its methods.
const (
	itabType         = 8
	itabHash         = 16
	itabMethods      = 24
	interfaceMethods = 64
)

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
