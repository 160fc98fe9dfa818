package tables

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// versions is the table of the migrations that a database has.
const versions = "bufbench_version"

// Known is the version of the tables that this package makes and reads.
const Known = 1

// Dialect is how a database and its driver differ from others.
type Dialect struct {
	Goose  goose.Dialect
	Exists string                            // counts the tables of the name $1
	Column string                            // a format: how a select asks for an array
	Arg    func(array any) any               // an array as an argument: []int64 or []float64
	Scan   func(raw []byte, array any) error // reads what Column gives
}

// Conn is a database, a connection or a transaction.
type Conn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Version is the version of the tables in a database; 0 if it has none.
func (d Dialect) Version(ctx context.Context, c Conn) (version int64, err error) {
	var n int
	if err := c.QueryRowContext(ctx, d.Exists, versions).Scan(&n); err != nil || n == 0 {
		return 0, err
	}
	err = c.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+versions).Scan(&version)
	return version, err
}

// Migrate makes the tables, or brings older ones up to date. Only one process may do so
// at a time.
func (d Dialect) Migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("find the migrations: %w", err)
	}
	p, err := goose.NewProvider(d.Goose, db, files, goose.WithTableName(versions), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("make the tables: %w", err)
	}
	return nil
}
