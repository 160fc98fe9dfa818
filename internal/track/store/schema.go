package store

import (
	"context"
	"fmt"

	"github.com/bufbench/bufbench/internal/track/tables"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/pressly/goose/v3"
)

// postgres takes arrays as they are. It gives them in its binary form, which pgx reads.
var postgres = tables.Dialect{
	Goose:  goose.DialectPostgres,
	Exists: "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass($1)",
	Column: "array_send(%s)",
	Arg:    func(array any) any { return array },
	Scan: func(raw []byte, array any) error {
		kind := uint32(pgtype.Float8ArrayOID)
		if _, is := array.(*[]int64); is {
			kind = pgtype.Int8ArrayOID
		}
		return pgtype.NewMap().Scan(kind, pgtype.BinaryFormatCode, raw, array)
	},
}

// newerError says that a newer bufbench made the tables.
type newerError struct{ version int64 }

// Error implements error.
func (e *newerError) Error() string {
	return fmt.Sprintf("its tables were made by a newer bufbench (version %d, and this one knows %d) (update bufbench)", e.version, tables.Known)
}

// version is that of the tables; 0 without any. That of a newer bufbench is an error.
func (s *Store) version(ctx context.Context) (int64, error) {
	v, err := postgres.Version(ctx, s.db)
	if err == nil && v > tables.Known {
		err = &newerError{v}
	}
	return v, err
}

// has reports whether the database has a record. Tables of an older version are brought up
// to date.
func (s *Store) has(ctx context.Context) (bool, error) {
	v, err := s.version(ctx)
	if err != nil || v == 0 {
		return false, err
	}
	return true, s.make(ctx)
}

// make makes the tables, or brings older ones up to date. Of many that come at once, one
// does so, and the others wait for it.
func (s *Store) make(ctx context.Context) error {
	s.making.Lock()
	defer s.making.Unlock()
	if s.made {
		return nil
	}
	if v, err := s.version(ctx); err != nil || v == tables.Known {
		s.made = err == nil
		return err
	}
	lock, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer lock.Close()
	const key = 0x6275666265 // of nobody else: "bufbe"
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock($1)", key); err != nil {
		return err
	}
	defer lock.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", key)
	if err := s.mayMake(ctx); err != nil {
		return err
	}
	if err := postgres.Migrate(ctx, s.db); err != nil {
		return err
	}
	s.made = true
	return nil
}

// mayMake is an error if the user may not make tables. A migration would try again for
// seconds.
func (s *Store) mayMake(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, err = tx.ExecContext(ctx, "CREATE TABLE bufbench_try (id integer)")
	return err
}
