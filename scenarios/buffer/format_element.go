package buffer

import (
	"fmt"
	"strings"
)

// element reads a code, a record or a pointer.
func (p *parser) element() (element, error) {
	start := p.at
	c := p.peek()
	if p.at < len(p.text) {
		p.at++
	}
	switch {
	case c == 'T' && p.peek() == '{':
		return p.record(start)
	case c == 'X' && p.peek() == '{':
		return p.function(start)
	case c == '&':
		return p.pointer(start)
	case c == 'Z' && p.peek() != 0 && strings.IndexByte("fdg", p.peek()) >= 0:
		part, _ := codeOf(p.peek())
		p.at++
		return p.sized(start, part.pair(), true), nil
	case c == 'Z':
		return p.sized(start, code{kind: kindCarried, align: 1, carried: "a code whose size the exporter decides"}, true), nil
	}
	found, ok := codeOf(c)
	if !ok {
		return element{}, p.refuse(start, "%s is no code", p.quote(start))
	}
	e := p.sized(start, found, !found.whole() && c != 's')
	e.letter = c
	return e, nil
}

// sized gives a code the size that the mark in force means.
func (p *parser) sized(start int, c code, many bool) element {
	e := element{code: c, size: c.native, many: many}
	if p.mark != '@' && p.mark != '^' {
		e.size = c.standard
	}
	switch {
	case e.size == 0 && c.kind != kindCarried:
		e.carried, e.standard = "a code that struct has under @ alone", -1
	case e.size == 0:
		e.standard = -1
	case c.kind != kindCarried:
		return e
	}
	e.what = fmt.Sprintf("%q is %s", shorten(p.text[start:p.at]), e.carried)
	return e
}

// record reads the inside of T{}. As numpy writes them, a mark inside holds on
// behind the record, and there is no padding at its end.
func (p *parser) record(start int) (element, error) {
	if err := p.deeper(start); err != nil {
		return element{}, err
	}
	p.at++
	g, err := p.group()
	if err != nil {
		return element{}, err
	}
	if p.peek() != '}' {
		return element{}, p.refuse(start, "the record that begins here has no } at its end")
	}
	p.at++
	p.depth--
	e := element{size: g.size, many: true, record: true, fields: g.fields, within: g.within, code: code{kind: kindCarried, align: g.align}}
	if g.unsized {
		e.size, e.standard = 0, -1
	}
	e.what = fmt.Sprintf("record %q", shorten(p.text[start:p.at]))
	return e, nil
}

// function reads over X{}, whatever stands in it.
func (p *parser) function(start int) (element, error) {
	for open := 0; p.at < len(p.text); {
		switch c := p.text[p.at]; c {
		case '{':
			open++
		case '}':
			open--
		}
		p.at++
		if open == 0 {
			return p.address(start, "function pointer"), nil
		}
	}
	return element{}, p.refuse(start, "the function that begins here has no } at its end")
}

// pointer reads & and the type behind it. That has no size here.
func (p *parser) pointer(start int) (element, error) {
	if err := p.deeper(start); err != nil {
		return element{}, err
	}
	for p.space(); isMark(p.peek()); p.space() {
		p.turn(p.peek())
	}
	if err := p.member(&group{align: 1}); err != nil {
		return element{}, err
	}
	p.depth--
	return p.address(start, "pointer"), nil
}

func (p *parser) address(start int, what string) element {
	return element{
		size: word, many: true, code: code{kind: kindCarried, align: word},
		what: fmt.Sprintf("%s %q", what, shorten(p.text[start:p.at])),
	}
}

func (p *parser) deeper(start int) error {
	if p.depth++; p.depth > maxDepth {
		return p.refuse(start, "nested deeper than %d", maxDepth)
	}
	return nil
}

// quote is the rune at a place of the text, for an error.
func (p *parser) quote(at int) string {
	for _, r := range p.text[at:] {
		return fmt.Sprintf("%q", r)
	}
	return "the end"
}

// shorten is what of a text an error shows.
func shorten(s string) string {
	const shown = 40
	if len(s) > shown {
		return s[:shown] + "…"
	}
	return s
}
