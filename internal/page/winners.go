package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
)

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

// gridOf is who wins in each case under the usual conditions.
func gridOf(s report.ScenarioJSON) (t gridTable) {
	cells := map[string]report.CellJSON{}
	for _, c := range s.Grid {
		cells[sorted(c.Case)] = c
	}
	all := slicesOf(s)
	sizes := map[string]int{}
	for _, size := range sizesOf(all, cells) {
		sizes[size.String()] = len(t.Sizes)
		t.Sizes = append(t.Sizes, size.String())
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
		if slices.ContainsFunc(r.Cells, func(c gridCell) bool { return c.Winner != "" }) {
			t.Rows = append(t.Rows, r)
		}
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

// sizesOf are the sizes that have a winner, in order.
func sizesOf(all []slice, cells map[string]report.CellJSON) (sizes []bench.Bytes) {
	for _, one := range all {
		for _, c := range one.cases {
			if _, won := cells[sorted(c.Case().String())]; won {
				sizes = append(sizes, c.Size)
			}
		}
	}
	slices.Sort(sizes)
	return slices.Compact(sizes)
}

// condition is who wins under another condition, such as a cold cache.
type condition struct {
	Name string
	gridCell
	Turns bool // the winner is another one
}

// conditionsOf are the conditions of a scenario, and the case that they change.
func conditionsOf(s report.ScenarioJSON) (at string, all []condition) {
	if s.Changes == nil {
		return "", nil
	}
	for _, c := range s.Changes.Flips {
		all = append(all, condition{c.Axis + " " + c.Value, gridCellOf(c.Cell), true})
	}
	for _, c := range s.Changes.Holds {
		all = append(all, condition{c.Axis + " " + c.Value, gridCellOf(c.Cell), false})
	}
	return s.Changes.Pivot.Case, all
}
