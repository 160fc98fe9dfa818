//go:build !race && !asan

package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"

	_ "modernc.org/sqlite" // the driver
	"modernc.org/sqlite/lib"

	"github.com/bufbench/bufbench/bench"
)

// query returns the column of all rows, in order.
const query = "SELECT value FROM parts ORDER BY id"

// table is a table of parts in a database file, and two connections to it: of the pool, and
// one by SQLite's own interface.
type table struct {
	path    string
	data    []byte // the parts, one behind the other, as they should be
	rows    int
	pool    *sql.DB
	own     *connection
	cursors []*cursor // of all arms
}

func tableReady() error { return nil }

func tableVersions() []bench.Version {
	return []bench.Version{{Of: "sqlite", Number: sqlite3.SQLITE_VERSION}}
}

// filled makes the database and inserts the block's data.
func filled(b *bench.Block) (*table, error) {
	if err := affordable(b); err != nil {
		return nil, err
	}
	count, err := strconv.Atoi(b.Case.Get(rows))
	if err != nil || count < 1 || count > mostRows {
		return nil, b.Skip(fmt.Sprintf("axis %s: %q is no number from 1 to %d", rows, b.Case.Get(rows), mostRows), "-axis rows=128")
	}
	dir, err := folder(b)
	if err != nil {
		return nil, err
	}
	t := &table{path: filepath.Join(dir, "table"), data: make([]byte, b.Case.Size), rows: min(count, int(b.Case.Size))}
	b.Fill(t.data)
	if t.pool, err = sql.Open("sqlite", address(t.path, b.Case.Size)); err != nil {
		return nil, fmt.Errorf("open a database in %s: %w", dir, err)
	}
	b.Defer(func() { _ = t.pool.Close() })
	t.pool.SetMaxOpenConns(1)
	if err := t.insert(); err != nil {
		return nil, fmt.Errorf("insert %d rows into a database in %s: %w %s", t.rows, dir, err, elsewhere)
	}
	if t.own, err = connect(t.path, pragmas(b.Case.Size)); err != nil {
		return nil, err
	}
	b.Defer(t.own.close)
	b.Own(bench.Owner{Poke: t.poke}) // the memory is another one for each statement
	return t, nil
}

// mostRows is the limit of the axis.
const mostRows = 100_000

// pragmas keep all pages in memory, let a proof write while a query reads, and wait for no
// disk, because nothing outlives the block. Without a checkpoint all pages stay in the log,
// and SQLite caches the pages of a log. It reads a value of several pages of the file by a system
// call per page, in every arm.
func pragmas(size bench.Bytes) []string {
	return []string{
		"busy_timeout(5000)",
		"journal_mode(wal)",
		"wal_autocheckpoint(0)",
		"synchronous(off)",
		fmt.Sprintf("cache_size(%d)", -(2*size/bench.KiB + 2000)), // in KiB; 2,000 is the default
	}
}

// address is the name of the database for the driver.
func address(path string, size bench.Bytes) string {
	all := url.Values{"_pragma": pragmas(size)}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: all.Encode()}).String()
}

// insert makes the table.
func (t *table) insert() error {
	ctx := context.Background()
	if _, err := t.pool.ExecContext(ctx, "CREATE TABLE parts(id INTEGER PRIMARY KEY, value BLOB NOT NULL)"); err != nil {
		return err
	}
	tx, err := t.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	for row := range t.rows {
		from, to := t.part(row)
		if _, err := tx.ExecContext(ctx, "INSERT INTO parts VALUES(?, ?)", row+1, t.data[from:to]); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// part is the place of a row's bytes in the data. Parts differ by a byte at most.
func (t *table) part(row int) (from, to int) {
	return row * len(t.data) / t.rows, (row + 1) * len(t.data) / t.rows
}

// poke changes byte i: in the database, and in the memory of statements that stand on its
// row. SQLite owns that memory and would write the next row there. A step would leave the
// row, so the byte is written without one.
func (t *table) poke(i int, x byte) error {
	row := ((i+1)*t.rows - 1) / len(t.data)
	from, _ := t.part(row)
	t.data[i] ^= x
	if err := t.own.write(row+1, i-from, t.data[i]); err != nil {
		return fmt.Errorf("write byte %d of row %d to %s: %w %s", i-from, row+1, t.path, err, elsewhere)
	}
	for _, c := range t.cursors {
		c.set(row, i-from, t.data[i])
	}
	return nil
}
