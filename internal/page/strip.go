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

// row is one scenario of one column on a strip.
type row struct {
	name, breakeven string
	marks           []stripMark
}

// stripMark is the view against the copy at one size.
type stripMark struct {
	value   report.EstimateJSON
	size    string
	verdict string
}

// strip draws the view against the copy, in every scenario of every run, on one axis.
func strip(runs []report.Document, by measure) template.HTML {
	rows, values := rowsOn(runs, by)
	d := &svg{width: stripWidth, height: stripTop + stripRow*float64(len(rows)) + 10, title: by.title}
	x := by.axis(values)
	for _, v := range x.marks() {
		d.line("grid", x.at(v), stripTop-8, x.at(v), d.height-10)
		d.text("tick", "middle", x.at(v), stripTop-12, tick(by.words(v)))
	}
	d.line("unity", x.at(by.even), stripTop-8, x.at(by.even), d.height-10)
	d.text("tick", "end", x.at(by.even)-6, 10, "◄ copy faster")
	d.text("tick", "start", x.at(by.even)+6, 10, "view faster ►")
	for i, r := range rows {
		r.draw(d, x, by, stripTop+stripRow*(float64(i)+0.5))
	}
	return d.html()
}

// rowsOn are the rows of a strip, scenario by scenario, and the values of all marks.
func rowsOn(runs []report.Document, by measure) (rows []row, values []float64) {
	for _, name := range scenariosOf(runs) {
		for i, d := range runs {
			s := scenarioOf(d, name)
			if s == nil {
				continue
			}
			all := slicesOf(*s)
			if len(all) == 0 {
				continue
			}
			r := row{name: name, breakeven: breakevenWords(*s, all[0])}
			if l := letter(i, len(runs)); l != "" {
				r.name += " " + l
			}
			r.marks = marksOf(all[0], by)
			for _, m := range r.marks {
				values = append(values, m.value.Center)
			}
			rows = append(rows, r)
		}
	}
	return rows, values
}

func marksOf(s slice, by measure) (marks []stripMark) {
	for _, c := range s.cases {
		a := armOf(c, "view")
		if a == nil {
			continue
		}
		e := by.of(a)
		if e == nil {
			continue
		}
		m := stripMark{value: *e, size: c.Size.String()}
		if a.Against != nil {
			m.verdict = a.Against.Verdict
		}
		marks = append(marks, m)
	}
	return marks
}

// scenariosOf are the names of all scenarios, in their order.
func scenariosOf(runs []report.Document) (names []string) {
	for _, d := range runs {
		for _, s := range d.Scenarios {
			if !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

func scenarioOf(d report.Document, name string) *report.ScenarioJSON {
	for i := range d.Scenarios {
		if d.Scenarios[i].Name == name {
			return &d.Scenarios[i]
		}
	}
	return nil
}

func (r row) draw(d *svg, x placer, by measure, y float64) {
	d.open("row", r.name)
	d.text("name", "end", stripLeft-10, y+4, r.name)
	d.text("tick", "start", stripWidth-stripRight+10, y+4, r.breakeven)
	for _, m := range r.marks {
		words, class := r.name+" at "+m.size+": "+interval(m.value, by.words), "point a2"
		if lo, hi := m.value.Lo, m.value.Hi; lo != nil && hi != nil {
			d.line("whisker a2", x.at(*lo), y, x.at(*hi), y)
		}
		if m.verdict != "" {
			words += ", " + m.verdict
		}
		switch m.verdict {
		case "same":
			class = "point hollow"
		case "undecided":
			class = "point grey"
		}
		d.mark(class, 0, x.at(m.value.Center), y, words)
	}
	d.close()
}
