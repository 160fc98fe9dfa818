package compare

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/perf/benchproc"
)

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
