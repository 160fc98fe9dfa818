//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"github.com/mattn/go-sqlite3"
	_ "modernc.org/sqlite" // the rival driver

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/scratch"
)

// query returns the column of all rows, in order.
const query = "SELECT value FROM parts ORDER BY id"

// database is a file of one driver, with a pool that reads and a pool that writes. Each has
// one connection.
type database struct {
	path          string
	pool, writing *sql.DB
}

// table is a table of parts in two databases, one per driver. The one in C has a
// connection by SQLite's own interface, too.
type table struct {
	data    []byte // the parts, one behind the other, as they should be
	rows    int
	c, pure database
	own     *connection
	cursors []*cursor // of all arms
}

func ready() error { return nil }

// filled makes both databases and inserts the block's data.
func filled(b *bench.Block) (*table, error) {
	count, err := asked(b)
	if err != nil {
		return nil, err
	}
	dir, err := scratch.OfProcess()
	if err != nil {
		return nil, fmt.Errorf("make two databases: %w", err)
	}
	b.Defer(func() { _ = os.RemoveAll(dir) })
	t := &table{data: make([]byte, b.Case.Size), rows: min(count, int(b.Case.Size))}
	b.Fill(t.data)
	t.c.path, t.pure.path = filepath.Join(dir, "c"), filepath.Join(dir, "pure")
	for _, make := range []struct {
		at   *database
		open func(path string, size bench.Bytes) (*sql.DB, error)
	}{{&t.c, openC}, {&t.pure, openPure}} {
		for _, pool := range []**sql.DB{&make.at.writing, &make.at.pool} {
			if *pool, err = make.open(make.at.path, b.Case.Size); err != nil {
				return nil, fmt.Errorf("open a database in %s: %w", dir, err)
			}
			b.Defer(func() { _ = (*pool).Close() })
			(*pool).SetMaxOpenConns(1)
		}
		if err := t.insert(make.at.writing); err != nil {
			return nil, fmt.Errorf("insert %d rows into a database in %s: %w %s", t.rows, dir, err, elsewhere)
		}
	}
	if t.own, err = connect(t.c.path, pragmas(b.Case.Size)); err != nil {
		return nil, err
	}
	b.Defer(t.own.close)
	b.Own(bench.Owner{Poke: t.poke}) // the memory is another one for each statement
	return t, nil
}

// elsewhere ends the errors of files: their place may be full, or allow none so large.
const elsewhere = "(TMPDIR names another place)"

// asked is how many rows the case asks for. A case that cannot be made is skipped.
func asked(b *bench.Block) (int, error) {
	if b.Case.Size > largest {
		return 0, b.Skip(fmt.Sprintf("a table of %s, and at most %s are stored", b.Case.Size, largest), "-sizes "+largest.String())
	}
	count, err := strconv.Atoi(b.Case.Get(rows))
	if err != nil || count < 1 || count > mostRows {
		return 0, b.Skip(fmt.Sprintf("axis %s: %q is no number from 1 to %d", rows, b.Case.Get(rows), mostRows), "-axis rows=128")
	}
	return count, nil
}

// largest and mostRows are limits of a table. Both are those of SQLiteColumn.
const (
	largest  = 256 * bench.MiB
	mostRows = 100_000
)

// pragmas keep all pages in memory, let a proof write while a query reads, and wait for no
// disk, because nothing outlives the block. Without a checkpoint all pages stay in the log,
// and SQLite caches the pages of a log.
func pragmas(size bench.Bytes) []string {
	return []string{
		"PRAGMA busy_timeout(5000)",
		"PRAGMA journal_mode(wal)",
		"PRAGMA wal_autocheckpoint(0)",
		"PRAGMA synchronous(off)",
		fmt.Sprintf("PRAGMA cache_size(%d)", -(2*size/bench.KiB + 2000)), // in KiB; 2,000 is the default
	}
}

// connector opens connections of the driver in C. Its data source name has no word for some
// of the pragmas.
type connector struct {
	driver sqlite3.SQLiteDriver
	path   string
}

// Connect implements [driver.Connector].
func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.path) }

// Driver implements [driver.Connector].
func (c *connector) Driver() driver.Driver { return &c.driver }

func openC(path string, size bench.Bytes) (*sql.DB, error) {
	return sql.OpenDB(&connector{path: path, driver: sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		for _, p := range pragmas(size) {
			if _, err := c.Exec(p, nil); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
		return nil
	}}}), nil
}

func openPure(path string, size bench.Bytes) (*sql.DB, error) {
	all := url.Values{}
	for _, p := range pragmas(size) {
		all.Add("_pragma", p[len("PRAGMA "):])
	}
	return sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: all.Encode()}).String())
}

// insert makes the table.
func (t *table) insert(pool *sql.DB) error {
	if _, err := pool.Exec("CREATE TABLE parts(id INTEGER PRIMARY KEY, value BLOB NOT NULL)"); err != nil {
		return err
	}
	tx, err := pool.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	for row := range t.rows {
		from, to := t.part(row)
		if _, err := tx.Exec("INSERT INTO parts VALUES(?, ?)", row+1, t.data[from:to]); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// part is the place of a row's bytes in the data. Parts differ by a byte at most.
func (t *table) part(row int) (from, to int) {
	return row * len(t.data) / t.rows, (row + 1) * len(t.data) / t.rows
}

// poke changes byte i: in both databases, and in the memory of statements that stand on its
// row. SQLite owns that memory and would write the next row there. A step would leave the
// row, so the byte is written without one.
func (t *table) poke(i int, x byte) error {
	row := ((i+1)*t.rows - 1) / len(t.data)
	from, to := t.part(row)
	t.data[i] ^= x
	for _, d := range []database{t.c, t.pure} {
		if _, err := d.writing.Exec("UPDATE parts SET value = ? WHERE id = ?", t.data[from:to], row+1); err != nil {
			return fmt.Errorf("write byte %d of row %d to %s: %w %s", i-from, row+1, d.path, err, elsewhere)
		}
	}
	for _, c := range t.cursors {
		c.set(row, i-from, t.data[i])
	}
	return nil
}
