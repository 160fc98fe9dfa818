package codediff

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Difference is a function, or a piece of data, that is not the same on both sides.
type Difference struct {
	Name         string
	Instructions int // how many differ; 0 for data
}

// String is the name without the path of its package, and how much differs.
func (d Difference) String() string {
	name := d.Name[strings.LastIndexByte(d.Name, '/')+1:]
	switch d.Instructions {
	case 0:
		return name
	case 1:
		return name + " (1 instruction)"
	}
	return fmt.Sprintf("%s (%d instructions)", name, d.Instructions)
}

// Comparison is what is known of two programs. Each pair of functions or data is
// compared once, whichever benchmark asks.
type Comparison struct {
	base, head *Image
	setting    string // what keeps both from being built alike; "" if nothing
	nodes      map[pair]*node
	modules    []string // of either side; all other packages are the toolchain's

	Limit time.Duration // of the time for one benchmark; what takes longer is not known
}

// pair is what stands at an address of each side.
type pair struct{ a, b uint64 }

// node is a pair, compared without what it refers to.
type node struct {
	differs *Difference
	unknown string // why it cannot be compared
	next    []pair
}

// maxNodes bounds the memory of a walk, and maxTime its time unless told otherwise.
const (
	maxNodes = 1 << 18
	maxTime  = 10 * time.Second
)

// Compare prepares the comparison of two programs.
func Compare(base, head *Image) *Comparison {
	c := &Comparison{base: base, head: head, nodes: map[pair]*node{}, Limit: maxTime}
	c.setting = differentSetting(base.info, head.info)
	c.modules = append(modules(base.info), modules(head.info)...)
	return c
}

// visit compares a pair, once.
func (c *Comparison) visit(p pair) *node {
	if n := c.nodes[p]; n != nil {
		return n
	}
	n := &node{}
	c.nodes[p] = n
	switch {
	case c.base.section(p.a).content == text:
		c.functions(n, c.base.symbol(p.a), c.head.symbol(p.b))
	case c.base.symbol(p.a).name == typeRegion:
		c.types(n, p)
	default:
		c.data(n, p)
	}
	return n
}

// differ notes the first difference of a node.
func (n *node) differ(name string, instructions int) {
	if n.differs == nil {
		n.differs = &Difference{name, instructions}
	}
}

// cannot notes the first reason why a node cannot be compared.
func (n *node) cannot(format string, args ...any) {
	if n.unknown == "" {
		n.unknown = fmt.Sprintf(format, args...)
	}
}

// functions compares instructions, and follows what they refer to.
func (c *Comparison) functions(n *node, a, b symbol) {
	for _, side := range []struct {
		m *Image
		s symbol
	}{{c.base, a}, {c.head, b}} {
		if !side.m.isGo(side.s.addr) {
			n.cannot("%s is not compiled by Go", side.s.name)
			return
		}
	}
	in, err := listing(c.base, a)
	if err != nil {
		n.cannot("%v", err)
		return
	}
	other, err := listing(c.head, b)
	if err != nil {
		n.cannot("%v", err)
		return
	}
	if !slices.EqualFunc(in, other, func(x, y instruction) bool { return x.key == y.key }) {
		n.differ(a.name, c.edits(in, other, a, b))
		return
	}
	for i := range in {
		ta, tb := in[i].target, other[i].target
		switch {
		case ta == 0 && tb == 0:
		case ta-a.addr < a.size || tb-b.addr < b.size:
			if ta-a.addr != tb-b.addr {
				n.differ(a.name, 1)
			}
		default:
			c.follow(n, a.name, ta, tb)
		}
	}
}

// listing is the instructions of a function.
func listing(m *Image, f symbol) (all []instruction, err error) {
	err = m.decode(m, f, func(in instruction) bool {
		all = append(all, in)
		return true
	})
	return all, err
}

// edits counts the instructions of one side that the other lacks, and returns the
// larger of both numbers.
func (c *Comparison) edits(in, other []instruction, a, b symbol) int {
	type line struct {
		key    [16]byte
		target string
	}
	count := map[line]int{}
	for _, x := range in {
		count[line{x.key, c.base.name(x.target, a)}]++
	}
	for _, x := range other {
		count[line{x.key, c.head.name(x.target, b)}]--
	}
	gone, added := 0, 0
	for _, n := range count {
		gone, added = gone+max(0, n), added+max(0, -n)
	}
	return max(1, gone, added)
}

// name is how a person would call an address that a function refers to. Of the
// function itself it says nothing: jumps move when an instruction does.
func (m *Image) name(addr uint64, f symbol) string {
	if addr-f.addr < f.size {
		return ""
	}
	return m.symbol(addr).name
}

// follow takes an address of each side and adds the pair behind it to those to be
// compared.
func (c *Comparison) follow(n *node, from string, ta, tb uint64) {
	sa, sb := c.base.section(ta), c.head.section(tb)
	switch {
	case sa == nil || sb == nil:
		if ta != tb || sa != sb {
			n.differ(from, 0)
		}
		return
	case sa.content != sb.content:
		n.differ(from, 0)
		return
	}
	a, b := c.base.symbol(ta), c.head.symbol(tb)
	switch {
	case a.size > 0 && b.size > 0:
		switch leaf, other := c.toolchains(a.name), c.toolchains(b.name); {
		case ta-a.addr != tb-b.addr, leaf != other, leaf && a.name != b.name:
			n.differ(from, 0)
		case !leaf:
			n.next = append(n.next, pair{a.addr, b.addr})
		}
	case a.size > 0 || b.size > 0 || a.name != b.name:
		n.differ(from, 0)
	case sa.content == text:
		n.cannot("%s refers to code without a name", from)
	default:
		if name := c.base.nameAt(ta); name == "" || name != c.head.nameAt(tb) || !c.toolchains(name) {
			n.next = append(n.next, pair{ta, tb})
		}
	}
}

// data compares the content of variables and constants.
func (c *Comparison) data(n *node, p pair) {
	a, b := c.base.symbol(p.a), c.head.symbol(p.b)
	name, size := a.name, a.size
	if size == 0 {
		name, size = cmp.Or(c.base.nameAt(p.a), "a constant"), c.extent(p)
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

// extent is how many bytes of a nameless object are compared. Both sides are of one
// length, since the instructions that refer to them are the same.
func (c *Comparison) extent(p pair) uint64 {
	n := min(c.base.extent(p.a), c.head.extent(p.b))
	if c.base.symbol(p.a).name == "" {
		n = max(n, c.base.least(p.a), c.head.least(p.b))
	}
	return n
}

// word compares 8 bytes that are a number or an address.
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

// begins reports whether something begins at addr: a function, a variable or a
// constant that is referred to.
func (m *Image) begins(addr uint64) bool {
	if s := m.symbol(addr); s.size > 0 {
		return s.addr == addr
	}
	return true
}

// isGo reports whether code at addr was compiled by Go's toolchain: what a C
// compiler made is linked outside of these bounds.
func (m *Image) isGo(addr uint64) bool {
	from, _ := m.lookup("runtime.text")
	to, _ := m.lookup("runtime.etext")
	return addr >= from.addr && addr < to.addr
}

// toolchains reports whether a symbol belongs to the toolchain, which is the same
// on both sides. What the compiler makes of generic functions for the types of a
// program does not.
func (c *Comparison) toolchains(name string) bool {
	if strings.HasPrefix(name, "go:") || strings.HasPrefix(name, "type:") || strings.HasPrefix(name, "$") || strings.Contains(name, "[") {
		return false
	}
	return !c.ours(packageOf(name))
}

// ours reports whether a package is of the program's own modules.
func (c *Comparison) ours(path string) bool {
	for _, m := range c.modules {
		if path == m || path == m+"_test" || strings.HasPrefix(path, m+"/") {
			return true
		}
	}
	return false
}

// packageOf is the path of the package that a symbol belongs to.
func packageOf(name string) string {
	end := len(name)
	if i := strings.IndexAny(name, "([·"); i >= 0 {
		end = i
	}
	slash := strings.LastIndexByte(name[:end], '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return unescape(name[:slash+dot])
	}
	return name
}
