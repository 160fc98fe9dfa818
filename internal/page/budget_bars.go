package page

import (
	"fmt"
	"html"
	"html/template"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/report"
)

const (
	barsWidth, barsLeft, barsRight = 960., 150., 120.
	barsRow, barsBar, barsTop      = 40., 24., 8.
	barsLabel                      = 7. // width of a letter
	barsKey                        = 22.
)

// bars are stacked bars, one per arm, on one linear axis that begins at 0.
type bars struct {
	Title string
	Part  string // what a part is
	Rows  []bar
}

// bar is one stack. The parts of a difference may be below 0: they go to the left.
type bar struct {
	name, whole string
	parts       []barPart
	mark        *report.EstimateJSON // the measured time
}

type barPart struct {
	name string
	ns   float64
}

// barsOf are the budgets of the arms.
func barsOf(d report.BudgetsDocument) bars {
	b := bars{Title: "where the time of an operation goes, per arm", Part: "a count times a price, both measured on this machine"}
	for _, a := range d.Arms {
		b.Rows = append(b.Rows, barOf(a.Arm, a.Measured, a.Parts, a.Unexplained))
	}
	return b
}

// changeBars are the differences of the budgets from the fastest arm.
func changeBars(d report.BudgetsDocument) bars {
	b := bars{Title: "Differences from the fastest arm"}
	for _, c := range d.Differences {
		b.Rows = append(b.Rows, barOf(c.Arm+" − "+c.Than, c.Measured, c.Parts, c.Unexplained))
	}
	return b
}

func barOf(name string, measured *report.EstimateJSON, parts []report.PartJSON, unexplained *report.EstimateJSON) bar {
	one := bar{name: name, mark: measured}
	if measured != nil {
		one.whole = report.Duration(measured.Center)
	}
	for _, p := range parts {
		if p.Time != nil {
			one.parts = append(one.parts, barPart{p.Row, p.Time.Center})
		}
	}
	if unexplained != nil {
		one.parts = append(one.parts, barPart{rest, unexplained.Center})
	}
	return one
}

// extent is how far a bar reaches to the left and to the right of 0.
func (b bar) extent() (left, right float64) {
	for _, p := range b.parts {
		left, right = left+min(p.ns, 0), right+max(p.ns, 0)
	}
	if b.mark != nil {
		right = max(right, b.mark.Center)
		if b.mark.Hi != nil {
			right = max(right, *b.mark.Hi)
		}
	}
	return left, right
}

// Draw draws the bars. Each part that is wide enough has its name in it; all have it as a
// title, with the time.
func (b bars) Draw() template.HTML {
	bottom := barsTop + barsRow*float64(len(b.Rows))
	s := &svg{width: barsWidth, height: bottom + barsKey, title: b.Title}
	left, right := 0., 0.
	for _, row := range b.Rows {
		l, r := row.extent()
		left, right = min(left, l), max(right, r)
	}
	scale := (barsWidth - barsLeft - barsRight) / max(right-left, 1e-9)
	x := func(ns float64) float64 { return barsLeft + (ns-left)*scale }
	for i, row := range b.Rows {
		y := barsTop + barsRow*float64(i)
		s.text("name", "end", barsLeft-8, y+barsBar*0.7, row.name)
		row.draw(s, x, y)
	}
	s.line("unity", x(0), 0, x(0), bottom)
	b.key(s, bottom+barsKey/2)
	return s.html()
}

// key names the colours, in the order of rows.
func (b bars) key(s *svg, y float64) {
	at := barsLeft
	for _, name := range b.names() {
		const box = 10.
		fmt.Fprintf(&s.body, `<g class="part %s"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/></g>`, partClass(name), at, y-box/2, box, box)
		s.text("name", "start", at+box+4, y+4, name)
		at += box + 4 + barsLabel*float64(len(name)) + 8
	}
}

// names are those of all parts, in the order of rows.
func (b bars) names() (all []string) {
	for _, row := range b.Rows {
		for _, p := range row.parts {
			if !slices.Contains(all, p.name) {
				all = append(all, p.name)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y string) int { return place(x) - place(y) })
	return all
}

// rest is the part that no row explains.
const rest = "unexplained"

func (b bar) draw(s *svg, x func(float64) float64, y float64) {
	negative, positive := 0., 0.
	for _, p := range b.parts {
		from := positive
		if p.ns < 0 {
			negative += p.ns
			from = negative
		} else {
			positive += p.ns
		}
		size := max(p.ns, -p.ns)
		wide := x(size) - x(0)
		fmt.Fprintf(&s.body, `<g class="part %s"><title>%s</title><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/></g>`,
			partClass(p.name), html.EscapeString(p.name+" "+report.Duration(p.ns)), x(from), y, wide, barsBar)
		if wide > barsLabel*float64(len(p.name)) {
			s.text("in", "middle", x(from)+wide/2, y+barsBar*0.65, p.name)
		}
	}
	_, right := b.extent()
	s.text("name", "start", x(right)+8, y+barsBar*0.7, b.whole)
	if b.mark != nil && b.mark.Lo != nil && b.mark.Hi != nil {
		s.line("whisker any", x(*b.mark.Lo), y+barsBar+4, x(*b.mark.Hi), y+barsBar+4)
	}
}

// partClass is the class of a row, by its place among the rows.
func partClass(name string) string {
	if i := place(name); i < len(colouredRows()) {
		return fmt.Sprintf("p%d", i)
	}
	return "rest"
}

// place is that of a row among all rows, by either of its names. The rest comes last.
func place(name string) int {
	rows := colouredRows()
	at := slices.IndexFunc(rows, func(r budget.Row) bool { return name == string(r) || name == report.RowName(r) })
	if at < 0 {
		return len(rows)
	}
	return at
}

// colouredRows are all rows. The style sheet has a colour for each.
func colouredRows() []budget.Row { return append(budget.Rows(), budget.Scheduling, budget.Other) }
