//go:build go1.27 && !race && !asan

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/bufbench/bufbench/bench"
)

// lenders is the arm that Go 1.27 makes possible.
func lenders() []bench.Arm[*table] {
	return []bench.Arm[*table]{
		{Name: "view-scanner", Kind: bench.View, Says: "ScanColumn into RawBytes", Open: scanLent},
	}
}

// scanLent scans into a RawBytes by a driver whose rows lend SQLite's memory.
func scanLent(b *bench.Block, t *table) (bench.Op, error) {
	pool := sql.OpenDB(lender{t, pragmas(b.Case.Size)})
	b.Defer(func() { _ = pool.Close() })
	pool.SetMaxOpenConns(1)
	return scan[sql.RawBytes](b, pool, bench.Cost{Allocs: bench.Uncounted})
}

// lender is a driver for the one query of this scenario. modernc.org/sqlite has no
// RowsColumnScanner, so this is what its rows could do.
type lender struct {
	table   *table
	pragmas []string
}

// Connect implements [driver.Connector].
func (l lender) Connect(context.Context) (driver.Conn, error) {
	c, err := connect(l.table.path, l.pragmas)
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
func (q lentQuery) Query([]driver.Value) (driver.Rows, error) {
	return &lentRows{cursor: q.cursor}, nil
}

// lentRows are rows whose column stays in SQLite's memory.
type lentRows struct {
	*cursor
	lent []byte
}

// Columns implements [driver.Rows].
func (r *lentRows) Columns() []string { return []string{"value"} }

// Close implements [driver.Rows].
func (r *lentRows) Close() error { r.reset(); return nil }

// Next implements [driver.Rows]. Since Go 1.27 nobody calls it.
func (r *lentRows) Next([]driver.Value) error { return errOneQuery }

// NextRow implements [driver.RowsColumnScanner].
func (r *lentRows) NextRow() error {
	lent, ok := r.next()
	if !ok {
		return io.EOF
	}
	r.lent = lent
	return nil
}

// ScanColumn implements [driver.RowsColumnScanner]. A RawBytes is lent, and anything else is
// for database/sql to copy.
func (r *lentRows) ScanColumn(of driver.ScanContext, _ int, into any) error {
	if raw, ok := into.(*sql.RawBytes); ok {
		*raw = r.lent
		return nil
	}
	return sql.ConvertAssign(of, into, r.lent)
}
