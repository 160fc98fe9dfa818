package compare

import (
	"slices"
	"strings"

	"golang.org/x/perf/benchproc"
)

// Gone is a benchmark that the base has and another column has not.
type Gone struct {
	Row    string
	Unit   string // empty where none of its units is there
	Column string
}

// String is its name.
func (g Gone) String() string { return strings.TrimSpace(g.Row + " " + g.Unit) }

// Gone finds what is gone. Where columns are named for a part of the benchmarks'
// names there is nothing to be found: that one way of doing something lacks a size
// is no loss.
func (c *Cells) Gone() []Gone {
	cols := c.columns()
	if len(cols) < 2 || c.p.ways {
		return nil
	}
	here := c.present()
	var found []Gone
	told := map[Gone]bool{}
	for _, g := range c.groups() {
		unit := g.keys[0].Get(c.p.unit)
		for _, row := range g.rows {
			if !c.has(g, place{row, cols[0]}) {
				continue
			}
			for _, col := range cols[1:] {
				if c.has(g, place{row, col}) {
					continue
				}
				one := Gone{row.StringValues(), unit, label(c.p.col, col)}
				if !here[place{row, col}] {
					one.Unit = ""
				}
				if !told[one] {
					told[one] = true
					found = append(found, one)
				}
			}
		}
	}
	return found
}

// columns are those of all tables, in order: the first is the base.
func (c *Cells) columns() []benchproc.Key {
	all := map[benchproc.Key]struct{}{}
	for _, t := range c.tables {
		for col := range t.cols {
			all[col] = struct{}{}
		}
	}
	return sorted(all)
}

// present is the places that hold a value of any unit and configuration.
func (c *Cells) present() map[place]bool {
	here := map[place]bool{}
	for _, t := range c.tables {
		for at := range t.at {
			here[at] = true
		}
	}
	return here
}

// has reports whether one of the tables of a group has a value there.
func (c *Cells) has(g group, at place) bool {
	return slices.ContainsFunc(g.keys, func(key benchproc.Key) bool { return c.tables[key].at[at] != nil })
}

// label is a column by its names.
func label(p *benchproc.Projection, col benchproc.Key) string {
	var names []string
	for _, f := range p.FlattenedFields() {
		names = append(names, col.Get(f))
	}
	return strings.Join(names, " ")
}

// KeptApart returns the configuration keys that put the base's lines of a benchmark
// and those of another column into different tables, with some of their values. It
// is empty if this happened to no benchmark.
func (c *Cells) KeptApart() []Across {
	keys := make([]benchproc.Key, 0, len(c.tables))
	for key := range c.tables {
		keys = append(keys, key)
	}
	benchproc.SortKeys(keys)
	cols := c.columns()
	type spot struct {
		row  benchproc.Key
		unit string
	}
	base := map[spot]benchproc.Key{} // the first table with a value of the base
	for _, key := range keys {
		for at := range c.tables[key].at {
			s := spot{at.row, key.Get(c.p.unit)}
			if _, known := base[s]; at.col == cols[0] && !known {
				base[s] = key
			}
		}
	}
	var all []Across
	pairs := 0
	for _, key := range keys {
		t := c.tables[key]
		if _, of := t.cols[cols[0]]; of {
			continue // its rows have their base
		}
		for _, row := range sorted(t.rows) {
			other, known := base[spot{row, key.Get(c.p.unit)}]
			if pairs++; pairs > mostPairs {
				return all
			}
			if known {
				all = c.differences(other, key, all)
			}
		}
	}
	return all
}

// mostPairs is how many benchmarks are looked at to find what keeps them apart.
const mostPairs = 1000

// differences adds the fields in which two tables differ.
func (c *Cells) differences(one, other benchproc.Key, all []Across) []Across {
	for _, f := range c.p.table.FlattenedFields() {
		a, b := one.Get(f), other.Get(f)
		if f == c.p.unit || a == b {
			continue
		}
		i := slices.IndexFunc(all, func(x Across) bool { return x.Key == f.Name })
		if i < 0 {
			i = len(all)
			all = append(all, Across{Key: f.Name})
		}
		const most = 4
		for _, v := range []string{a, b} {
			if !slices.Contains(all[i].Values, v) && len(all[i].Values) < most {
				all[i].Values = append(all[i].Values, v)
			}
		}
	}
	return all
}
