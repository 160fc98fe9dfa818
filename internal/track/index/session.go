package index

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"path/filepath"
	"slices"
	"sync"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/tables"
)

// session is an open index and what it holds.
type session struct {
	db   *sql.DB
	have map[string]tables.Entry

	writing sync.Mutex
	failed  error // why nothing more is written
}

// read reads a file: from the index if its text is the same, or else from the text, which
// then enters the index.
func (s *session) read(ctx context.Context, path string) *series.File {
	text, err := record.ReadFile(path)
	if err != nil {
		return series.Read(path) // it says why
	}
	name := filepath.Base(path)
	had, known := s.have[name]
	if known && had.Hash == sha256.Sum256(text) {
		had.File.Path = path
		return had.File
	}
	f := series.Parse(path, text)
	if e := tables.EntryOf(name, text, f); !refused(f) && e.Fits() == nil {
		s.write(ctx, func(tx *sql.Tx) error {
			if known {
				if err := sqlite.Remove(ctx, tx, name); err != nil {
					return err
				}
			}
			_, err := sqlite.Add(ctx, tx, e)
			return err
		})
	}
	return f
}

// refused reports whether all of a file was refused. Another bufbench may take it.
func refused(f *series.File) bool {
	return slices.ContainsFunc(f.Problems, func(p series.Problem) bool { return p.Line == 0 })
}

// forget removes the files that the record does not have any more.
func (s *session) forget(ctx context.Context, files []string) {
	gone := map[string]bool{}
	for name := range s.have {
		gone[name] = true
	}
	for _, path := range files {
		delete(gone, filepath.Base(path))
	}
	if len(gone) == 0 {
		return
	}
	s.write(ctx, func(tx *sql.Tx) error {
		for name := range gone {
			if err := sqlite.Remove(ctx, tx, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// write writes in one transaction. After a failure it writes nothing more.
func (s *session) write(ctx context.Context, change func(*sql.Tx) error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.failed != nil {
		return
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err == nil {
		if err = change(tx); err == nil {
			err = tx.Commit()
		} else {
			tx.Rollback()
		}
	}
	s.failed = err
}
