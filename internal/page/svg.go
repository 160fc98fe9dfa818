package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// svg is a drawing in the making. Classes say how its parts look; the style sheet of the
// page has them, for light and for dark.
type svg struct {
	body          strings.Builder
	width, height float64
	title         string
}

// line is a straight line.
func (s *svg) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&s.body, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
}

// text is words at a place; anchor is start, middle or end.
func (s *svg) text(class, anchor string, x, y float64, words string) {
	fmt.Fprintf(&s.body, `<text class="%s" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, class, anchor, x, y, html.EscapeString(words))
}

// path is a line through points, or an area around them.
func (s *svg) path(class string, points [][2]float64, closed bool) {
	if len(points) == 0 {
		return
	}
	fmt.Fprintf(&s.body, `<path class="%s" d="`, class)
	for i, p := range points {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		fmt.Fprintf(&s.body, "%s%.1f %.1f", letter, p[0], p[1])
	}
	if closed {
		s.body.WriteString("Z")
	}
	s.body.WriteString(`"/>`)
}

// mark is a point: a shape per arm, with words that are shown on request.
func (s *svg) mark(class string, shape int, x, y float64, words string) {
	fmt.Fprintf(&s.body, `<g class="%s"><title>%s</title>`, class, html.EscapeString(words))
	s.shape(shape, x, y)
	s.body.WriteString("</g>")
}

// dot is a point without words.
func (s *svg) dot(class string, shape int, x, y float64) {
	fmt.Fprintf(&s.body, `<g class="%s">`, class)
	s.shape(shape, x, y)
	s.body.WriteString("</g>")
}

func (s *svg) shape(shape int, x, y float64) {
	const r = 3.5
	switch shape % 4 {
	case 0:
		fmt.Fprintf(&s.body, `<circle cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
	case 1:
		fmt.Fprintf(&s.body, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, x-r, y-r, 2*r, 2*r)
	case 2:
		fmt.Fprintf(&s.body, `<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ"/>`, x, y-r-1, x+r+1, y+r, x-r-1, y+r)
	case 3:
		fmt.Fprintf(&s.body, `<path d="M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ"/>`, x, y-r-1, x+r+1, y, x, y+r+1, x-r-1, y)
	}
}

// html is the drawing for a page. Its title is read to people who do not see it.
func (s *svg) html() template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">%s</svg>`, //nolint:gosec // every text in it is escaped
		s.width, s.height, html.EscapeString(s.title), s.body.String()))
}

// open begins a group of parts that has a name.
func (s *svg) open(class, name string) {
	fmt.Fprintf(&s.body, `<g class="%s" data-name="%s">`, class, html.EscapeString(name))
}

// close ends a group.
func (s *svg) close() { s.body.WriteString("</g>") }

// dots are points without a shape of their own.
func (s *svg) dots(class string, points [][2]float64) {
	fmt.Fprintf(&s.body, `<path class="%s" d="`, class)
	for _, p := range points {
		fmt.Fprintf(&s.body, "M%.0f %.0fh0", p[0], p[1])
	}
	s.body.WriteString(`"/>`)
}
