package tables

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Load reads all entries, in the order of the database. An entry that does not fit its
// hashes has no file.
//
// Runs are read before layouts and series, and written after them. So the runs that others
// add meanwhile are whole.
func (d Dialect) Load(ctx context.Context, c Conn) ([]Entry, error) {
	l := loading{Dialect: d, conn: c, at: map[string]int{}, layouts: map[series.ID]*series.Layout{}, keys: map[int64]trend.Key{}}
	for _, step := range []func(context.Context) error{l.files, l.runs, l.series, l.layoutsOf} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	entries := make([]Entry, len(l.rows))
	for i, r := range l.rows {
		entries[i] = r.entry
		if !r.whole(l.layouts) {
			entries[i].File = nil
		}
	}
	return entries, nil
}

// row is an entry in the making.
type row struct {
	entry   Entry
	seal    []byte
	runs    int
	ids     []series.ID // of the runs, as the tables say
	layouts []series.ID
}

// whole gives the runs their layouts, and checks everything by its hash.
func (r *row) whole(layouts map[series.ID]*series.Layout) bool {
	runs := r.entry.File.Runs
	if len(runs) != r.runs {
		return false
	}
	for i := range runs {
		l := layouts[r.layouts[i]]
		if l == nil || len(l.At) != len(runs[i].Samples) {
			return false
		}
		runs[i].Layout = l
		if runs[i].ID() != r.ids[i] {
			return false
		}
	}
	seal, err := r.entry.seal()
	return err == nil && bytes.Equal(seal, r.seal)
}

// loading reads the tables one after the other.
type loading struct {
	Dialect
	conn    Conn
	rows    []row
	at      map[string]int // of rows, by name
	keys    map[int64]trend.Key
	layouts map[series.ID]*series.Layout
}

// each reads the rows of a query.
func (l *loading) each(ctx context.Context, query string, read func(rows *sql.Rows) error) error {
	rows, err := l.conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (l *loading) files(ctx context.Context) error {
	return l.each(ctx, "SELECT name, hash, seal, added, units, problems, runs FROM bufbench_file ORDER BY name", func(rows *sql.Rows) error {
		var r row
		var hash []byte
		var added, units, problems string
		if err := rows.Scan(&r.entry.Name, &hash, &r.seal, &added, &units, &problems, &r.runs); err != nil {
			return err
		}
		f := &series.File{Path: r.entry.Name, Added: unstamp(added)}
		if len(hash) != sha256.Size || json.Unmarshal([]byte(units), &f.Units) != nil || json.Unmarshal([]byte(problems), &f.Problems) != nil {
			r.runs = -1 // it is not whole
		}
		copy(r.entry.Hash[:], hash)
		r.entry.File = f
		l.at[r.entry.Name] = len(l.rows)
		l.rows = append(l.rows, r)
		return nil
	})
}

func (l *loading) runs(ctx context.Context) error {
	query := fmt.Sprintf("SELECT file, id, head, base, subject, committed, measured, layout, "+l.Column+" FROM bufbench_run ORDER BY file, number", "samples")
	return l.each(ctx, query, func(rows *sql.Rows) error {
		var file, committed, measured string
		var id, layout, samples []byte
		var o record.Origin
		if err := rows.Scan(&file, &id, &o.Commit, &o.Base, &o.Subject, &committed, &measured, &layout, &samples); err != nil {
			return err
		}
		o.Committed, o.Measured = unstamp(committed), unstamp(measured)
		at, known := l.at[file]
		if !known {
			return nil // added after the files were read
		}
		r := &l.rows[at]
		one := series.Run{Origin: o}
		if l.Scan(samples, &one.Samples) != nil {
			r.runs = -1
		}
		r.entry.File.Runs = append(r.entry.File.Runs, one)
		r.ids, r.layouts = append(r.ids, idOf(id)), append(r.layouts, idOf(layout))
		return nil
	})
}

func (l *loading) series(ctx context.Context) error {
	return l.each(ctx, "SELECT id, package, name, unit, env FROM bufbench_series", func(rows *sql.Rows) error {
		var id int64
		var k trend.Key
		if err := rows.Scan(&id, &k.Package, &k.Name, &k.Unit, &k.Env); err != nil {
			return err
		}
		l.keys[id] = k
		return nil
	})
}

// layoutsOf reads the layouts. A layout with another ID than its own is left out, and its
// files count as damaged.
func (l *loading) layoutsOf(ctx context.Context) error {
	query := fmt.Sprintf("SELECT id, "+l.Column+", "+l.Column+" FROM bufbench_layout", "series", "sides")
	return l.each(ctx, query, func(rows *sql.Rows) error {
		var id, rawSeries, rawSides []byte
		if err := rows.Scan(&id, &rawSeries, &rawSides); err != nil {
			return err
		}
		var ids, sides []int64
		if l.Scan(rawSeries, &ids) != nil || l.Scan(rawSides, &sides) != nil || len(sides) != 0 && len(sides) != len(ids) {
			return nil
		}
		keys, of := make([]trend.Key, len(ids)), make([]series.Side, len(ids))
		for i, one := range ids {
			keys[i] = l.keys[one]
			if len(sides) > 0 {
				of[i] = series.Side(sides[i])
			}
		}
		if layout := series.NewLayout(keys, of); layout.ID() == idOf(id) {
			l.layouts[idOf(id)] = layout
		}
		return nil
	})
}

func idOf(raw []byte) (id series.ID) {
	copy(id[:], raw)
	return id
}
