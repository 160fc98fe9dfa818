package compare

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchproc"
)

// Tables orders the cells and judges them. Places are where the texts were
// measured.
func (c *Cells) Tables(g Goal, units benchfmt.UnitMetadataMap, places []result.Place) []Table {
	g = g.orDefaults()
	var tables []Table
	var work []job
	for _, group := range c.groups() {
		t := c.head(group, units)
		c.says(&t, places)
		t.Apart = c.apart(t, places)
		work = append(work, c.jobs(group, &t)...)
		tables = append(tables, t)
	}
	g.judgeAll(work)
	for i := range tables {
		g.decide(&tables[i])
		for col := range tables[i].Cols {
			tables[i].Cols[col].Mean = mean(tables[i], col)
		}
	}
	return tables
}

// head is a table without its rows.
func (c *Cells) head(g group, units benchfmt.UnitMetadataMap) Table {
	unit := g.keys[0].Get(c.p.unit)
	t := Table{Unit: unit, Better: better(units, unit), Exact: exact(units, unit)}
	for _, f := range c.p.table.FlattenedFields() {
		if f == c.p.unit {
			continue
		}
		if all := c.valuesOf(g, f); slices.ContainsFunc(all, func(v string) bool { return v != all[0] }) {
			t.Across = append(t.Across, Across{f.Name, all})
		} else if all[0] != "" {
			t.Config = append(t.Config, Setting{f.Name, all[0]})
		}
	}
	fields := c.p.col.FlattenedFields()
	for _, f := range fields {
		t.Levels = append(t.Levels, f.Name)
	}
	for _, col := range g.cols {
		var one Column
		for _, f := range fields {
			one.Labels = append(one.Labels, col.Get(f))
		}
		t.Cols = append(t.Cols, one)
	}
	return t
}

// says adds to a table the settings that texts have before their results, such as a
// commit. A setting with one value in all texts goes to Config. One with different
// values goes to Across.
func (c *Cells) says(t *Table, places []result.Place) {
	level := slices.Index(t.Levels, ".file")
	if !c.p.free {
		return
	}
	var keys []string
	for _, p := range places {
		for _, s := range p.Says {
			if !slices.Contains(keys, s.Key) {
				keys = append(keys, s.Key)
			}
		}
	}
	for _, key := range keys {
		values := make([]string, max(1, len(t.Cols)))
		constant := true
		for _, p := range places {
			value := ""
			for _, s := range p.Says {
				if s.Key == key {
					value, constant = s.Value, constant && s.Value != ""
				}
			}
			for i := range values {
				if level >= 0 && t.Cols[i].Labels[level] != p.Label {
					continue
				}
				constant = constant && (values[i] == "" || values[i] == value)
				values[i] = value
			}
		}
		switch same := !slices.ContainsFunc(values, func(v string) bool { return v != values[0] }); {
		case !constant:
		case same:
			t.Config = append(t.Config, Setting{key, values[0]})
		case level >= 0:
			t.Across = append(t.Across, Across{key, values})
		}
	}
}

// valuesOf is the value of a field of tables in each column.
func (c *Cells) valuesOf(g group, f *benchproc.Field) []string {
	values := make([]string, len(g.cols))
	for _, key := range g.keys {
		for i, col := range g.cols {
			if _, has := c.tables[key].cols[col]; has {
				values[i] = key.Get(f)
			}
		}
	}
	return values
}

// jobs gives a table its rows, whose figures are still to be found.
func (c *Cells) jobs(g group, t *Table) []job {
	t.Rows = make([]Row, len(g.rows))
	work := make([]job, len(g.rows))
	for i, row := range g.rows {
		t.Rows[i].Name = row.StringValues()
		work[i] = job{exact: t.Exact, row: &t.Rows[i], cells: make([]*cell, len(g.cols))}
		for j, col := range g.cols {
			for _, key := range g.keys {
				if one := c.tables[key].at[place{row, col}]; one != nil {
					work[i].cells[j] = one
				}
			}
		}
	}
	return work
}

// better is the direction of a unit. It comes from the text, then from benchfmt, and
// for other units from their name.
func better(units benchfmt.UnitMetadataMap, unit string) int {
	if known := units.GetBetter(unit); known != 0 || units.Get(unit, "better") != nil {
		return known
	}
	return result.Direction(unit)
}

func exact(units benchfmt.UnitMetadataMap, unit string) bool {
	assume := units.Get(unit, "assume")
	return assume != nil && assume.Value == "exact"
}

// String is key=value, value.
func (a Across) String() string {
	var distinct []string
	for _, v := range a.Values {
		if v == "" {
			v = "(none)"
		}
		if !slices.Contains(distinct, v) {
			distinct = append(distinct, v)
		}
	}
	return a.Key + "=" + strings.Join(distinct, ", ")
}
