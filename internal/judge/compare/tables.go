package compare

import (
	"cmp"
	"fmt"
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

// group is the tables that become one: they differ in what is constant in each
// column only.
type group struct {
	keys       []benchproc.Key // sorted; the first names the group
	rows, cols []benchproc.Key // sorted
}

// groups joins tables, in order.
func (c *Cells) groups() []group {
	var keys []benchproc.Key
	for key := range c.tables {
		keys = append(keys, key)
	}
	benchproc.SortKeys(keys)
	across := c.across(keys)
	var found []group
	at := map[string]int{}
	for _, key := range keys {
		name := c.without(key, across)
		i, known := at[name]
		if !known {
			i = len(found)
			at[name] = i
			found = append(found, group{})
		}
		found[i].keys = append(found[i].keys, key)
	}
	for i := range found {
		rows, cols := map[benchproc.Key]struct{}{}, map[benchproc.Key]struct{}{}
		for _, key := range found[i].keys {
			for k := range c.tables[key].rows {
				rows[k] = struct{}{}
			}
			for k := range c.tables[key].cols {
				cols[k] = struct{}{}
			}
		}
		found[i].rows, found[i].cols = sorted(rows), sorted(cols)
	}
	return found
}

func sorted(set map[benchproc.Key]struct{}) []benchproc.Key {
	keys := make([]benchproc.Key, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	benchproc.SortKeys(keys)
	return keys
}

// across is the fields of tables that have one value in each column, and not
// the same in all.
func (c *Cells) across(keys []benchproc.Key) []*benchproc.Field {
	if !c.p.free || len(keys) == 0 {
		return nil
	}
	var fields []*benchproc.Field
	for _, f := range c.p.table.FlattenedFields() {
		if f == c.p.unit {
			continue
		}
		ofColumn, values, constant := map[benchproc.Key]string{}, map[string]bool{}, true
		for _, key := range keys {
			v := key.Get(f)
			values[v] = true
			for col := range c.tables[key].cols {
				if had, known := ofColumn[col]; known && had != v {
					constant = false
				}
				ofColumn[col] = v
			}
		}
		if constant && len(values) > 1 {
			fields = append(fields, f)
		}
	}
	return fields
}

// without is the name of a table but for some fields.
func (c *Cells) without(key benchproc.Key, fields []*benchproc.Field) string {
	var s strings.Builder
	for _, f := range c.p.table.FlattenedFields() {
		if !slices.Contains(fields, f) {
			fmt.Fprintf(&s, "%q\n", key.Get(f))
		}
	}
	return s.String()
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

// apart says why the columns of a table cannot be judged against each other: they
// were measured on different machines, and only some counts do not depend on the
// machine. A text that does not name its machine is taken to be of the same one.
func (c *Cells) apart(t Table, places []result.Place) Separation {
	if t.Unit == result.Instructions && slices.Contains(t.Levels, "/access") {
		return Separation{Kind: ByAccess}
	}
	if result.Portable(t.Unit) {
		return Separation{}
	}
	for _, a := range t.Across {
		known := slices.DeleteFunc(slices.Clone(a.Values), func(v string) bool { return v == "" })
		if len(slices.Compact(known)) > 1 && (a.Key == "cpu" || a.Key == "goos" || a.Key == "goarch") {
			return Separation{Kind: ByMachine, Setting: a.String()}
		}
	}
	level := slices.Index(t.Levels, ".file")
	if level < 0 {
		return Separation{}
	}
	var ordered []result.Place
	for _, col := range t.Cols {
		for _, p := range places {
			if p.Label == col.Labels[level] {
				ordered = append(ordered, p)
			}
		}
	}
	return separated(ordered, c.p.hosts)
}

// separated finds two places that are different machines. Hosts says whether their
// processors and systems are looked at too.
func separated(places []result.Place, hosts bool) Separation {
	var machine, host result.Place
	for _, p := range places {
		if machine.Machine = cmp.Or(machine.Machine, p.Machine); p.Machine != "" && p.Machine != machine.Machine {
			return Separation{Kind: ByMachine, Places: [2]string{machine.Machine, p.Machine}}
		}
		p.Machine = ""
		if hosts && !p.Same(host) {
			return Separation{Kind: ByMachine, Places: [2]string{host.Host(), p.Host()}}
		}
		host = result.Place{OS: cmp.Or(host.OS, p.OS), Arch: cmp.Or(host.Arch, p.Arch), CPU: cmp.Or(host.CPU, p.CPU)}
	}
	return Separation{}
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
