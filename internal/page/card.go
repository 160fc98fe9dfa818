package page

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
)

// card is one scenario on the page.
type card struct {
	ID, Question, Answer, Third string
	Breakevens                  []string // sentences
	charts
	Rows    []cardRow
	Grid    gridTable
	Card    bench.Card
	Turns   []string // what would change the answer
	Command string
}

// charts are the drawings of a card.
type charts struct {
	Time, Factor template.HTML
	What         string // which cases the charts and the table are of
}

// cardRow is one arm at one size.
type cardRow struct {
	Size, Arm, Time, Range, Factor, Verdict, Garbage, Allocs string
}

// gridTable is who wins, by passes and size.
type gridTable struct {
	Sizes []string
	Rows  []gridRow
}

type gridRow struct {
	Name  string
	Cells []gridCell
}

type gridCell struct{ Winner, Ahead, Class string }

func cardOf(s report.ScenarioJSON) card {
	c := card{ID: s.Name, Question: s.Question, Answer: s.Answer, Third: s.Third, Card: s.Card, Grid: gridOf(s)}
	for _, b := range s.Breakevens {
		c.Breakevens = append(c.Breakevens, b.Sentence)
	}
	if s.Changes != nil {
		for _, f := range s.Changes.Flips {
			c.Turns = append(c.Turns, f.Axis+" "+f.Value+": "+f.Cell.Winner+" wins")
		}
	}
	c.Command = "bufbench run " + s.Name
	all := slicesOf(s)
	if len(all) == 0 {
		return c
	}
	first := all[0]
	c.What = "read " + strconv.Itoa(first.passes) + " times"
	if first.passes == 1 {
		c.What = "read once"
	}
	if first.axes != "" {
		c.What += ", " + first.axes
	}
	c.Time = chart{title: "time per operation against size, " + s.Name, words: report.Duration, series: first.times()}.draw()
	c.Factor = chart{title: "how many times faster than the copy, " + s.Name, words: report.Factor, unity: true, series: first.factors(), cross: crossings(s, first)}.draw()
	for _, one := range first.cases {
		c.Rows = append(c.Rows, rowsOf(one, first.arms())...)
	}
	return c
}

// crossings are the break-evens along the sizes of a slice.
func crossings(s report.ScenarioJSON, of slice) []report.CrossingJSON {
	for _, b := range s.Breakevens {
		if b.Along == "size" && b.Passes == of.passes && b.View == "view" && b.Copy == "copy" && axesWords(b.Axes) == of.axes {
			return b.Crossings
		}
	}
	return nil
}

// rowsOf are the arms of one case.
func rowsOf(c report.CaseJSON, arms []string) (rows []cardRow) {
	for _, name := range arms {
		a := armOf(c, name)
		e, ok := timeOf(c, a)
		if !ok {
			continue
		}
		r := cardRow{Size: c.Size.String(), Arm: name, Time: report.Duration(e.Center)}
		if e.Lo != nil && e.Hi != nil {
			r.Range = report.Duration(*e.Lo) + " to " + report.Duration(*e.Hi)
		}
		if f := a.Factor; f != nil {
			r.Factor = report.Factor(f.Center)
			if f.Lo != nil && f.Hi != nil {
				r.Factor += " [" + report.Figures(*f.Lo) + ", " + report.Figures(*f.Hi) + "]"
			}
		}
		if a.Against != nil {
			r.Verdict = a.Against.Verdict
		}
		if b, has := a.Values["B/op"]; has {
			r.Garbage = bench.Bytes(b.Center).String()
		}
		if n, has := a.Values["allocs/op"]; has {
			r.Allocs = report.Figures(n.Center)
		}
		rows = append(rows, r)
	}
	return rows
}

// gridOf is who wins in each case under the usual conditions.
func gridOf(s report.ScenarioJSON) (t gridTable) {
	cells := map[string]report.CellJSON{}
	for _, c := range s.Grid {
		cells[sorted(c.Case)] = c
	}
	sizes := map[string]int{}
	all := slicesOf(s)
	for _, one := range all {
		for _, c := range one.cases {
			if _, known := sizes[c.Size.String()]; !known {
				sizes[c.Size.String()] = len(t.Sizes)
				t.Sizes = append(t.Sizes, c.Size.String())
			}
		}
	}
	for _, one := range all {
		r := gridRow{Name: "×" + strconv.Itoa(one.passes), Cells: make([]gridCell, len(t.Sizes))}
		if one.axes != "" {
			r.Name += " " + one.axes
		}
		for _, c := range one.cases {
			if cell, has := cells[sorted(c.Case().String())]; has {
				r.Cells[sizes[c.Size.String()]] = gridCellOf(cell)
			}
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func gridCellOf(c report.CellJSON) gridCell {
	g := gridCell{Winner: c.Winner, Class: armClass(c.Winner, 3)}
	if c.Winner == "tie" {
		g.Class = "tie"
	}
	if c.Ahead != nil {
		g.Ahead = report.Factor(c.Ahead.Center)
	}
	return g
}

// sorted is the name of a case, whatever the order of its axes.
func sorted(name string) string {
	parts := strings.Split(name, "/")
	slices.Sort(parts)
	return strings.Join(parts, "/")
}
