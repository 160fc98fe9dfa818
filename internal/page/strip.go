package page

import (
	"html/template"
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

const (
	stripWidth, stripRow, stripLeft, stripRight = 960., 22., 190., 200.
	stripTop                                    = 34.
)

// row is one scenario on the strip: how many times faster the view is, at each size.
type row struct {
	name, breakeven string
	cases           []report.CaseJSON
}

// strip draws all scenarios on one logarithmic axis of factors.
func strip(scenarios []report.ScenarioJSON) template.HTML {
	var rows []row
	var values []float64
	for _, s := range scenarios {
		all := slicesOf(s)
		if len(all) == 0 {
			continue
		}
		r := row{name: s.Name, breakeven: breakevenWords(s), cases: all[0].cases}
		for _, c := range r.cases {
			if a := armOf(c, "view"); a != nil && a.Factor != nil {
				values = append(values, a.Factor.Center)
			}
		}
		rows = append(rows, r)
	}
	d := &svg{width: stripWidth, height: stripTop + stripRow*float64(len(rows)) + 10, title: "how many times faster the view is than the copy, in every scenario"}
	x := around(append(values, 0.5, 2), stripLeft, stripWidth-stripRight)
	for _, v := range x.ticks(2, 14) {
		d.line("grid", x.at(v), stripTop-8, x.at(v), d.height-10)
		d.text("tick", "middle", x.at(v), stripTop-12, tick(report.Factor(v)))
	}
	d.line("unity", x.at(1), stripTop-8, x.at(1), d.height-10)
	d.text("tick", "end", x.at(1)-6, 10, "◄ copy faster")
	d.text("tick", "start", x.at(1)+6, 10, "view faster ►")
	for i, r := range rows {
		r.draw(d, x, stripTop+stripRow*(float64(i)+0.5))
	}
	return d.html()
}

func (r row) draw(d *svg, x scale, y float64) {
	d.text("name", "end", stripLeft-10, y+4, r.name)
	d.text("tick", "start", stripWidth-stripRight+10, y+4, r.breakeven)
	for _, c := range r.cases {
		a := armOf(c, "view")
		if a == nil || a.Factor == nil {
			continue
		}
		f := a.Factor
		words, class := r.name+" at "+c.Size.String()+": "+report.Factor(f.Center), "point a2"
		if f.Lo != nil && f.Hi != nil {
			d.line("whisker a2", x.at(*f.Lo), y, x.at(*f.Hi), y)
			words += " [" + report.Factor(*f.Lo) + ", " + report.Factor(*f.Hi) + "]"
		}
		if a.Against != nil {
			words += ", " + a.Against.Verdict
			switch a.Against.Verdict {
			case "same":
				class = "point hollow"
			case "undecided":
				class = "point grey"
			}
		}
		d.mark(class, 0, x.at(f.Center), y, words)
	}
}

// breakevenWords says where copy and view cost the same, of the first contest.
func breakevenWords(s report.ScenarioJSON) string {
	at := slices.IndexFunc(s.Breakevens, func(b report.BreakevenJSON) bool { return len(b.Crossings) > 0 && b.Crossings[0].At != nil })
	if at < 0 {
		if len(s.Breakevens) > 0 {
			return s.Breakevens[0].Answer
		}
		return ""
	}
	b := s.Breakevens[at]
	e := b.Crossings[0].At
	if b.Along == "passes" {
		return "even at " + report.Figures(e.Center) + " passes"
	}
	return "even at " + report.Binary(e.Center)
}
