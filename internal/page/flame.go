package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/report"
)

const (
	flameWidth  = 960.
	flameRow    = 20.
	flameLeast  = 0.5 // the width of the narrowest box that is drawn
	flameLetter = 6.3 // the width of a letter
)

// flame is the drawing of a tree of frames: the operation is at the top.
type flame struct {
	title string
	root  *call
	all   bool // with what vanished
	class func(*call) string
	words func(*call) string
}

// flameOf is the flame graph of an arm; empty without samples.
func flameOf(a report.BudgetJSON) template.HTML {
	now, known := sampledOf(a)
	if !known {
		return ""
	}
	return now.flame()
}

// flame is the flame graph of some samples.
func (now sampled) flame() template.HTML {
	root := tree(now)
	f := flame{
		title: "flame graph of " + now.arm, root: root,
		class: func(f *call) string { return rowClass(f.path) },
		words: func(f *call) string { return f.name + ": " + f.now.words(root.now.ns) },
	}
	return f.draw()
}

// rowClass is the colour of the budget's row; plain for work of no row.
func rowClass(path []string) string {
	if len(path) == 0 {
		return "plain"
	}
	if row := budget.RowOf(path); row != budget.Other {
		return partClass(string(row))
	}
	return "plain"
}

// words are a time, its share and its samples.
func (s side) words(all float64) string {
	samples := "samples"
	if s.samples == 1 {
		samples = "sample"
	}
	return fmt.Sprintf("%s, %.0f %%, %d %s", report.Duration(s.ns), 100*s.ns/all, s.samples, samples)
}

// draw draws the boxes.
func (f flame) draw() template.HTML {
	whole := f.root.width(f.all)
	if whole <= 0 {
		return ""
	}
	s := &svg{width: flameWidth, height: flameRow * float64(f.root.depth(f.all)), title: f.title}
	f.box(s, f.root, 0, 0, flameWidth/whole)
	return s.html()
}

// box draws a frame, and those that it calls below it.
func (f flame) box(s *svg, one *call, x, y, scale float64) {
	wide := one.width(f.all) * scale
	if wide < flameLeast {
		return
	}
	fmt.Fprintf(&s.body, `<g class="box %s"><title>%s</title><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`,
		f.class(one), html.EscapeString(f.words(one)), x, y, wide, flameRow)
	if label := boxLabel(one.name, wide); label != "" {
		s.text("label", "start", x+4, y+flameRow*0.7, label)
	}
	s.close()
	for _, c := range one.children {
		f.box(s, c, x, y+flameRow, scale)
		x += c.width(f.all) * scale
	}
}

// boxLabel is the name of a function without the path of its package, as much of it as fits
// into a box.
func boxLabel(name string, wide float64) string {
	const least = 3
	fits := int((wide - 8) / flameLetter)
	if fits < least {
		return ""
	}
	head, types, _ := strings.Cut(name, "[")
	short := []rune(head[strings.LastIndex(head, "/")+1:])
	if types != "" && len(short) > 0 {
		short = append(short, []rune("["+types)...)
	}
	if len(short) == 0 {
		short = []rune(name)
	}
	if len(short) > fits {
		short = append(short[:fits-1:fits-1], '…')
	}
	return string(short)
}
