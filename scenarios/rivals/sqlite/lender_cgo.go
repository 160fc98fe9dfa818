//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/bufbench/bufbench/bench"
)

// scanLent scans into a RawBytes by a driver whose rows lend SQLite's memory.
func scanLent(b *bench.Block, t *table) (bench.Op, error) {
	pool := t.lending(b.Case.Size)
	b.Defer(func() { _ = pool.Close() })
	return scan[sql.RawBytes](b, pool, 0)
}

// lending is a pool of a lender, with one connection. The caller closes it.
func (t *table) lending(size bench.Bytes) *sql.DB {
	pool := sql.OpenDB(lender{t, pragmas(size)})
	pool.SetMaxOpenConns(1)
	return pool
}

// lender is a driver for the one query of this scenario. It is what rows of mattn/go-sqlite3
// could do: [driver.Rows] lets Next hand out memory that is valid until the next call. Scan
// clones it for a []byte, and lends it for a RawBytes.
type lender struct {
	table   *table
	pragmas []string
}

// Connect implements [driver.Connector].
func (l lender) Connect(context.Context) (driver.Conn, error) {
	c, err := connect(l.table.c.path, l.pragmas)
	if err != nil {
		return nil, err
	}
	return lending{c, l.table}, nil
}

// Driver implements [driver.Connector].
func (l lender) Driver() driver.Driver { return l }

// Open implements [driver.Driver].
func (l lender) Open(string) (driver.Conn, error) { return l.Connect(context.Background()) }

// lending is a connection of a lender.
type lending struct {
	*connection
	table *table
}

// errOneQuery is the answer to everything that the scenario does not ask.
var errOneQuery = errors.New("the driver has one query")

// Prepare implements [driver.Conn].
func (l lending) Prepare(text string) (driver.Stmt, error) {
	if text != query {
		return nil, errOneQuery
	}
	c, err := l.table.cursor(l.connection)
	return lentQuery{c}, err
}

// Close implements [driver.Conn].
func (l lending) Close() error { l.close(); return nil }

// Begin implements [driver.Conn].
func (l lending) Begin() (driver.Tx, error) { return nil, errOneQuery }

// lentQuery is the prepared query.
type lentQuery struct{ *cursor }

// Close implements [driver.Stmt].
func (q lentQuery) Close() error { q.close(); return nil }

// NumInput implements [driver.Stmt].
func (q lentQuery) NumInput() int { return 0 }

// Exec implements [driver.Stmt].
func (q lentQuery) Exec([]driver.Value) (driver.Result, error) { return nil, errOneQuery }

// Query implements [driver.Stmt].
func (q lentQuery) Query([]driver.Value) (driver.Rows, error) { return lentRows(q), nil }

// lentRows are rows whose column stays in SQLite's memory.
type lentRows struct{ *cursor }

// Columns implements [driver.Rows].
func (r lentRows) Columns() []string { return []string{"value"} }

// Close implements [driver.Rows].
func (r lentRows) Close() error { r.reset(); return nil }

// Next implements [driver.Rows].
func (r lentRows) Next(to []driver.Value) error {
	lent, ok := r.next()
	if !ok {
		return io.EOF
	}
	to[0] = lent
	return nil
}
