package codediff

import (
	"fmt"
	"slices"
	"time"
)

// Comparison compares two programs. It compares each pair of functions or data once, for
// all benchmarks.
type Comparison struct {
	base, head *Image
	setting    string // why both are not built alike; "" if they are
	nodes      map[pair]*node
	users      map[pair]string // of nameless data: the first function, or data, that refers to it
	modules    []string        // of either side; all other packages belong to the toolchain

	Limit time.Duration // the maximum time for one benchmark; beyond it, the verdict is Unknown
}

// pair is an address of each side.
type pair struct{ a, b uint64 }

// node is the comparison of a pair, without the addresses that it refers to.
type node struct {
	differs *Difference
	unknown string // why it cannot be compared
	next    []pair
}

// maxNodes limits the memory of a walk, and maxTime is the default of Limit.
const (
	maxNodes = 1 << 18
	maxTime  = 10 * time.Second
)

// Compare prepares the comparison of two programs.
func Compare(base, head *Image) *Comparison {
	c := &Comparison{base: base, head: head, nodes: map[pair]*node{}, users: map[pair]string{}, Limit: maxTime}
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
	case c.base.itabs.has(p.a) && c.head.itabs.has(p.b):
		c.tables(n, p)
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

// functions compares the instructions of two functions, and follows their addresses.
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

// listing returns the instructions of a function.
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
			if _, known := c.users[pair{ta, tb}]; !known {
				c.users[pair{ta, tb}] = from
			}
		}
	}
}
