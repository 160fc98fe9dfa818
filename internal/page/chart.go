package page

import (
	"html/template"
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

// point is an estimate at a place of the horizontal axis.
type point struct {
	x, y   float64
	lo, hi float64 // 0 without an interval
}

// series is the points of one arm.
type series struct {
	name   string
	style  int // the place of the arm among those of its scenario: the same look in every chart
	points []point
}

// chart is a drawing of series over sizes, both axes logarithmic.
type chart struct {
	title  string
	words  func(float64) string // of a value
	unity  bool                 // a line at 1
	cross  []report.CrossingJSON
	caches []report.CacheJSON // lines at their sizes
	series []series
	place  func(float64) string // of a value of the horizontal axis; nil means bytes
}

// at is a place of the horizontal axis in words.
func (c chart) at(x float64) string {
	if c.place != nil {
		return c.place(x)
	}
	return report.Binary(x)
}

const (
	chartWidth, chartHeight    = 450., 250.
	chartLeft, chartRight      = 56., 116.
	chartTop, chartBottom      = 12., 28.
	labelHeight, verticalTicks = 12., 6
)

// draw draws a chart. Each arm has a shape, a dash and its name at the end of its line, so
// that no colour has to be told from another.
func (c chart) draw() template.HTML {
	s := &svg{width: chartWidth, height: chartHeight, title: c.title}
	var xs, ys []float64
	for _, one := range c.series {
		for _, p := range one.points {
			xs, ys = append(xs, p.x), append(ys, p.y, p.lo, p.hi)
		}
	}
	if c.unity {
		ys = append(ys, 1)
	}
	x := around(xs, chartLeft, chartWidth-chartRight)
	y := around(ys, chartHeight-chartBottom, chartTop)
	c.axes(s, x, y)
	for _, cache := range c.caches {
		if v := float64(cache.Size); v > x.lo && v < x.hi {
			s.line("cache", x.at(v), chartTop, x.at(v), chartHeight-chartBottom)
			s.text("tick", "end", x.at(v)-3, chartTop+8, cache.Name)
		}
	}
	for _, cross := range c.cross {
		c.breakeven(s, x, cross)
	}
	var taken []float64
	for _, one := range c.series {
		taken = c.one(s, x, y, one, taken)
	}
	return s.html()
}

// axes draws the grid, the values beside it, and the line at 1.
func (c chart) axes(s *svg, x, y scale) {
	for _, v := range x.ticks(2, 7) {
		s.line("grid", x.at(v), chartTop, x.at(v), chartHeight-chartBottom)
		s.text("tick", "middle", x.at(v), chartHeight-chartBottom+14, tick(c.at(v)))
	}
	ticks := y.ticks(10, verticalTicks)
	if len(ticks) < 3 {
		ticks = y.ticks(2, verticalTicks)
	}
	for _, v := range ticks {
		s.line("grid", chartLeft, y.at(v), chartWidth-chartRight, y.at(v))
		s.text("tick", "end", chartLeft-6, y.at(v)+4, tick(c.words(v)))
	}
	if c.unity {
		s.line("unity", chartLeft, y.at(1), chartWidth-chartRight, y.at(1))
	}
}

// breakeven draws a break-even with its interval.
func (c chart) breakeven(s *svg, x scale, cross report.CrossingJSON) {
	at := cross.At
	if at == nil || at.Center < x.lo || at.Center > x.hi {
		return
	}
	if at.Lo != nil && at.Hi != nil {
		s.path("band breakeven", [][2]float64{
			{x.at(*at.Lo), chartTop}, {x.at(*at.Hi), chartTop}, {x.at(*at.Hi), chartHeight - chartBottom}, {x.at(*at.Lo), chartHeight - chartBottom},
		}, true)
	}
	s.line("breakeven", x.at(at.Center), chartTop, x.at(at.Center), chartHeight-chartBottom)
	s.text("tick", "middle", x.at(at.Center), chartTop+8, "break-even "+c.at(at.Center))
}

// one draws a series, with its name where no other name stands.
func (c chart) one(s *svg, x, y scale, one series, taken []float64) []float64 {
	class := armClass(one.name, one.style)
	var center, upper, lower [][2]float64
	for _, p := range one.points {
		center = append(center, [2]float64{x.at(p.x), y.at(p.y)})
		if p.lo > 0 && p.hi > 0 {
			upper = append(upper, [2]float64{x.at(p.x), y.at(p.hi)})
			lower = append(lower, [2]float64{x.at(p.x), y.at(p.lo)})
		}
	}
	if len(upper) > 1 {
		slices.Reverse(lower)
		s.path("band "+class, append(upper, lower...), true)
	}
	s.path("curve "+class, center, false)
	for _, p := range one.points {
		words := one.name + " at " + c.at(p.x) + ": " + c.words(p.y)
		if p.lo > 0 && p.hi > 0 {
			words += " [" + c.words(p.lo) + ", " + c.words(p.hi) + "]"
		}
		s.mark("point "+class, shapeOf(one.name, one.style), x.at(p.x), y.at(p.y), words)
	}
	if len(center) == 0 {
		return taken
	}
	last := center[len(center)-1]
	at := last[1] + 4
	for slices.ContainsFunc(taken, func(t float64) bool { return t-at < labelHeight && at-t < labelHeight }) {
		at += labelHeight / 2
	}
	s.text("name "+class, "start", last[0]+8, min(at, chartHeight-4), one.name)
	return append(taken, at)
}

// armClass is the class of an arm: copy, reuse and view have the same in every chart.
func armClass(name string, i int) string {
	switch name {
	case "copy":
		return "a0"
	case "reuse":
		return "a1"
	case "view":
		return "a2"
	}
	return []string{"a3", "a4", "a5"}[i%3]
}

func shapeOf(name string, i int) int {
	switch name {
	case "copy":
		return 1
	case "reuse":
		return 2
	case "view":
		return 0
	}
	return 3 + i
}
