package tables

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Add adds an entry, in a transaction of the caller. There is true if the tables had a file
// of that name before.
//
// Rows that others add at the same time are the same rows, and every transaction adds
// them in the order of their IDs: so none waits for one that waits for it.
func (d Dialect) Add(ctx context.Context, c Conn, e Entry) (there bool, err error) {
	seal, err := e.seal()
	if err != nil {
		return false, err
	}
	units, err := json.Marshal(e.File.Units)
	if err != nil {
		return false, fmt.Errorf("write the units of %s: %w", e.Name, err)
	}
	problems, err := json.Marshal(e.File.Problems)
	if err != nil {
		return false, fmt.Errorf("write the problems of %s: %w", e.Name, err)
	}
	done, err := c.ExecContext(ctx, `INSERT INTO bufbench_file (name, hash, seal, added, units, problems, runs, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING`,
		e.Name, e.Hash[:], seal, stamp(e.File.Added), string(units), string(problems), len(e.File.Runs), e.Body)
	if err != nil {
		return false, err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err == nil, err
	}
	if err := d.addLayouts(ctx, c, e.File); err != nil {
		return false, err
	}
	for i, r := range e.File.Runs {
		id, layout := r.ID(), r.Layout.ID()
		_, err := c.ExecContext(ctx, `INSERT INTO bufbench_run (file, number, id, head, base, subject, committed, measured, layout, samples)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			e.Name, i, id[:], r.Origin.Commit, r.Origin.Base, r.Origin.Subject, stamp(r.Origin.Committed), stamp(r.Origin.Measured), layout[:], d.Arg(r.Samples))
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// addLayouts adds the layouts that the tables do not have, and their series.
func (d Dialect) addLayouts(ctx context.Context, c Conn, f *series.File) error {
	layouts := map[series.ID]*series.Layout{}
	all := map[series.KeyID]trend.Key{}
	for _, r := range f.Runs {
		id := r.Layout.ID()
		if layouts[id] != nil {
			continue
		}
		var n int
		if err := c.QueryRowContext(ctx, "SELECT count(*) FROM bufbench_layout WHERE id = $1", id[:]).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		layouts[id] = r.Layout
		for _, k := range r.Layout.Keys {
			all[series.KeyIDOf(k)] = k
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		k := all[id]
		if _, err := c.ExecContext(ctx, "INSERT INTO bufbench_series (id, package, name, unit, env) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
			int64(id), k.Package, k.Name, k.Unit, k.Env); err != nil {
			return err
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(layouts), func(a, b series.ID) int { return slices.Compare(a[:], b[:]) }) {
		ids, sides := cells(layouts[id])
		if _, err := c.ExecContext(ctx, "INSERT INTO bufbench_layout (id, series, sides) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", id[:], d.Arg(ids), d.Arg(sides)); err != nil {
			return err
		}
	}
	return nil
}

// cells are the series and the sides of a layout, value by value. There are no sides if
// every value is alone.
func cells(l *series.Layout) (ids, sides []int64) {
	of := make([]int64, len(l.Keys))
	for i, k := range l.Keys {
		of[i] = int64(series.KeyIDOf(k))
	}
	ids, sides = make([]int64, len(l.At)), make([]int64, len(l.At))
	for i, at := range l.At {
		ids[i], sides[i] = of[at], int64(l.Sides[i])
	}
	if !slices.ContainsFunc(sides, func(s int64) bool { return s != int64(series.Alone) }) {
		sides = []int64{}
	}
	return ids, sides
}

// Remove removes files, in a transaction of the caller, and layouts that no run has then.
// Series stay: they are as many as there were benchmarks.
func (d Dialect) Remove(ctx context.Context, c Conn, names ...string) error {
	for _, name := range names {
		_, err := c.ExecContext(ctx, "DELETE FROM bufbench_run WHERE file = $1", name)
		_, other := c.ExecContext(ctx, "DELETE FROM bufbench_file WHERE name = $1", name)
		if err := cmp.Or(err, other); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		return nil
	}
	_, err := c.ExecContext(ctx, "DELETE FROM bufbench_layout WHERE id NOT IN (SELECT layout FROM bufbench_run)")
	return err
}
