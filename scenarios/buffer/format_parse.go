package buffer

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// maxDepth is how deep records and pointers may nest: deeper than anything
// that is exported, and shallow enough for the stack.
const maxDepth = 64

// parser reads a format from left to right.
type parser struct {
	text  string
	at    int
	mark  byte // the byte order in force: @ ^ = < >
	depth int
}

// element is one code, record or pointer before its count is applied.
type element struct {
	code
	size   int
	many   bool // a count repeats it, and is not its length
	letter byte
	record bool
	fields []field // of a record
	within int     // of a record: what its members, and theirs, are aligned to
	what   string  // what cannot be decoded of it, with its text
}

func (p *parser) refuse(at int, what string, args ...any) error {
	return refuse("parse", p.text, ErrFormat, "byte %d: "+what, append([]any{at}, args...)...)
}

// group reads until the text or the record ends.
func (p *parser) group() (group, error) {
	g := group{align: 1, within: 1}
	for {
		p.space()
		switch c := p.peek(); {
		case p.at == len(p.text), c == '}':
			return g, nil
		case isMark(c):
			p.turn(c)
		default:
			if err := p.member(&g); err != nil {
				return group{}, err
			}
		}
	}
}

// member reads one code with all that belongs to it, and places it in g.
func (p *parser) member(g *group) error {
	start := p.at
	times, array, err := p.shape()
	if err != nil {
		return err
	}
	counted := p.at
	count, err := p.count()
	if err != nil {
		return err
	}
	if p.at > counted && p.at == len(p.text) {
		return p.refuse(counted, "a count without a code behind it")
	}
	mark := p.mark
	e, err := p.element()
	if err != nil {
		return err
	}
	here := field{mark: mark, shape: p.text[start:counted], item: p.text[counted:p.at], inner: e.fields}
	if here.name, err = p.name(); err != nil {
		return err
	}
	if array {
		e.what = fmt.Sprintf("sub-array %q", shorten(p.text[start:p.at]))
	}
	if e.record && (count != 1 || times != 1) && e.size%e.within != 0 {
		e.standard = -1 // exporters do not agree on where the second one lies
	}
	if !e.many {
		high, size := bits.Mul(uint(count), uint(e.size))
		if high != 0 || size > math.MaxInt {
			return p.refuse(counted, "%d of them are more bytes than there are addresses", count)
		}
		e.size, count = int(size), 1
	}
	here.size = count * e.size // if that is beyond an int, place says so
	high, all := bits.Mul(uint(count), uint(times))
	if high != 0 || all > math.MaxInt || !g.place(e, int(all), mark) {
		return p.refuse(start, "%d of them are more bytes than there are addresses", count)
	}
	here.offset, here.known = g.size-int(all)*e.size, !g.unsized
	g.fields = append(g.fields, here)
	return nil
}

// place puts count elements behind what g has, as mark says. It is false if the
// sizes are beyond an int.
func (g *group) place(e element, count int, mark byte) bool {
	offset := g.size
	if mark == '@' && e.align > 1 {
		g.align = max(g.align, e.align)
		g.within = max(g.within, e.align)
		if rest := offset % e.align; rest != 0 {
			offset += e.align - rest
		}
	}
	g.within = max(g.within, e.within)
	high, size := bits.Mul(uint(count), uint(e.size))
	if high != 0 || offset < 0 || size > uint(math.MaxInt-offset) {
		return false
	}
	before := g.size
	g.size = offset + int(size)
	switch {
	case e.what != "":
		if g.carried == "" {
			g.carried = e.what
		}
		// C aligns a record and then, by its start, what is in it; numpy
		// aligns only that, by the start of the item, whatever the record's mark.
		g.unsized = g.unsized || e.standard < 0 || e.record && before%e.within != 0
	case e.kind == kindPad, count == 0:
	default:
		g.members = append(g.members, member{
			kind: e.kind, width: e.size, count: count, offset: offset,
			big: mark == '>' || mark != '<' && bigEndian, native: mark == '@' || mark == '^', letter: e.letter,
		})
		g.values += count
	}
	return true
}

// shape reads (2,3) with the marks behind it, and gives the number of elements.
func (p *parser) shape() (times int, array bool, err error) {
	times = 1
	for p.peek() == '(' {
		array = true
		start := p.at
		p.at++
		for done := false; !done; {
			p.space()
			if c := p.peek(); c < '0' || c > '9' {
				return 0, false, p.refuse(p.at, "the shape of a sub-array wants a number here")
			}
			n, err := p.count()
			if err != nil {
				return 0, false, err
			}
			high, all := bits.Mul(uint(times), uint(n))
			if high != 0 || all > math.MaxInt {
				return 0, false, p.refuse(start, "the shape of a sub-array has more items than there are addresses")
			}
			times = int(all)
			p.space()
			switch c := p.peek(); c {
			case ',', ')':
				p.at++
				done = c == ')'
			default:
				return 0, false, p.refuse(p.at, "the shape of a sub-array wants , or ) here")
			}
		}
		for p.space(); isMark(p.peek()); p.space() {
			p.turn(p.peek())
		}
	}
	return times, array, nil
}

// count reads digits; none mean 1.
func (p *parser) count() (int, error) {
	start, n := p.at, 0
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		digit := int(c - '0')
		if n > (math.MaxInt-digit)/10 {
			return 0, p.refuse(start, "the count is beyond %d", math.MaxInt)
		}
		n = n*10 + digit
		p.at++
	}
	if p.at == start {
		return 1, nil
	}
	return n, nil
}

// name reads the :name: of a record's member, which may have none.
func (p *parser) name() (string, error) {
	if p.peek() != ':' {
		return "", nil
	}
	start := p.at + 1
	end := strings.IndexByte(p.text[start:], ':')
	if end < 0 {
		return "", p.refuse(p.at, "the name that begins here has no : at its end")
	}
	p.at = start + end + 1
	return p.text[start : start+end], nil
}

// space reads over what C calls white space.
func (p *parser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\v\f\r", p.text[p.at]) >= 0 {
		p.at++
	}
}

// peek is the next byte, or 0 at the end; no format has a 0.
func (p *parser) peek() byte {
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func isMark(c byte) bool { return c != 0 && strings.IndexByte("@^=<>!", c) >= 0 }

// turn puts the mark at the parser's place in force.
func (p *parser) turn(c byte) {
	p.at++
	if c == '!' {
		c = '>'
	}
	p.mark = c
}
