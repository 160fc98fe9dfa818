package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"sync"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/tables"
)

// Store is a record in a database. It connects when it is first used.
type Store struct {
	db      *sql.DB
	address address

	making sync.Mutex
	made   bool // the tables are there, and of our version
}

// String is the address of the database, without a password.
func (s *Store) String() string { return s.address.url }

// Close ends the connections.
func (s *Store) Close() error { return s.db.Close() }

// Keep adds a file of the record, and makes the tables first if they are missing. When it
// returns nil the file is in the database. There means that it was there before.
func (s *Store) Keep(ctx context.Context, t record.Text) (path string, there bool, err error) {
	path = s.address.url + "#" + t.Name
	e := tables.EntryOf(t.Name, t.Text, series.Parse(t.Name, t.Text))
	e.Body = t.Text
	if err := e.Fits(); err != nil {
		return path, false, fmt.Errorf("add a run to %s: %w", s, err)
	}
	if err := s.make(ctx); err != nil {
		return path, false, s.fault("add a run to", err)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return path, false, s.fault("add a run to", err)
	}
	if there, err = postgres.Add(ctx, tx, e); err != nil {
		tx.Rollback()
		return path, false, s.fault("add a run to", err)
	}
	if err := tx.Commit(); err != nil {
		return path, false, s.fault("add a run to", err)
	}
	return path, there, nil
}

// Collect reads all series. It is nil if there is no record. A file whose rows do not fit
// is read from its text.
func (s *Store) Collect(ctx context.Context) (*series.Collection, error) {
	if has, err := s.has(ctx); err != nil || !has {
		return nil, s.fault("read the record in", err)
	}
	entries, err := postgres.Load(ctx, s.db)
	if err != nil {
		return nil, s.fault("read the record in", err)
	}
	for i := range entries {
		if entries[i].File == nil {
			text, err := s.text(ctx, entries[i].Name)
			if err != nil {
				return nil, s.fault("read the record in", err)
			}
			entries[i].File = series.Parse(entries[i].Name, text)
		}
	}
	if len(entries) == 0 {
		return nil, nil
	}
	return series.Join(len(entries), func(i int) *series.File { return entries[i].File }), nil
}

// Files hands over the files of the record in the order of their names. An error that is
// no [result.Problem] ends it.
func (s *Store) Files(ctx context.Context) iter.Seq2[*record.File, error] {
	return func(yield func(*record.File, error) bool) {
		if has, err := s.has(ctx); err != nil || !has {
			if err != nil {
				yield(nil, s.fault("read the record in", err))
			}
			return
		}
		rows, err := s.db.QueryContext(ctx, `SELECT name, body FROM bufbench_file ORDER BY name COLLATE "C"`)
		if err != nil {
			yield(nil, s.fault("read the record in", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			var text []byte
			if err := rows.Scan(&name, &text); err != nil {
				yield(nil, s.fault("read the record in", err))
				return
			}
			if !yield(record.Parse(name, text)) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, s.fault("read the record in", err))
		}
	}
}

func (s *Store) text(ctx context.Context, name string) (text []byte, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT body FROM bufbench_file WHERE name = $1", name).Scan(&text)
	return text, err
}
