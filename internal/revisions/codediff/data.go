package codediff

import (
	"cmp"
	"encoding/binary"
)

// data compares the content of variables and constants.
func (c *Comparison) data(n *node, p pair) {
	a, b := c.base.symbol(p.a), c.head.symbol(p.b)
	name, size := a.name, a.size
	if size == 0 {
		name, size = cmp.Or(c.base.nameAt(p.a), c.users[p], "a constant"), c.extent(p)
	} else if a.size != b.size {
		n.differ(name, 0)
		return
	}
	old, now := c.base.bytes(p.a, size), c.head.bytes(p.b, size)
	words := c.base.section(p.a).content != plain && a.name != stringRegion && p.a&7 == p.b&7
	for i := 0; i < min(len(old), len(now)); {
		if !words || i+8 > len(old) || (p.a+uint64(i))&7 != 0 {
			if old[i] != now[i] {
				n.differ(name, 0)
				return
			}
			i++
			continue
		}
		c.word(n, name, binary.LittleEndian.Uint64(old[i:]), binary.LittleEndian.Uint64(now[i:]))
		i += 8
	}
}

// extent returns how many bytes of a nameless object are compared. Both sides have one
// length, because the instructions that refer to them are the same.
func (c *Comparison) extent(p pair) uint64 {
	n := min(c.base.extent(p.a), c.head.extent(p.b))
	if c.base.symbol(p.a).name == "" {
		n = max(n, c.base.least(p.a), c.head.least(p.b))
	}
	return n
}

// word compares 8 bytes: a number or an address.
func (c *Comparison) word(n *node, name string, x, y uint64) {
	sa, sb := c.base.section(x), c.head.section(y)
	if sa == nil || sb == nil {
		if x != y {
			n.differ(name, 0)
		}
		return
	}
	if x == y && !c.base.begins(x) && !c.head.begins(y) {
		return // a number that happens to lie in the range of addresses
	}
	c.follow(n, name, x, y)
}
