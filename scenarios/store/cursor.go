//go:build !race && !asan

package store

import (
	"fmt"

	"modernc.org/libc"
	"modernc.org/sqlite/lib"
)

// cursor is a prepared query for all parts of a table.
type cursor struct {
	of        *connection
	statement uintptr
	row       int     // it stands on, counted from 0
	column    uintptr // of this row, in SQLite's memory; 0 if it stands on none
}

// cursor prepares the query on a connection. The caller closes it.
func (t *table) cursor(on *connection) (*cursor, error) {
	statement, err := on.result(query, func(text, room uintptr) int32 {
		return sqlite3.Xsqlite3_prepare_v2(on.tls, on.db, text, -1, room, 0)
	})
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", query, err)
	}
	c := &cursor{of: on, statement: statement}
	t.cursors = append(t.cursors, c)
	c.reset()
	return c, nil
}

// next goes to the next row, and returns its column where SQLite has it. The memory is
// SQLite's until the next step. After the last row ok is false, and the query begins anew.
func (c *cursor) next() (column []byte, ok bool) {
	switch code := sqlite3.Xsqlite3_step(c.of.tls, c.statement); code {
	case sqlite3.SQLITE_ROW:
		c.row++
		c.column = sqlite3.Xsqlite3_column_blob(c.of.tls, c.statement, 0)
		return libc.GoBytes(c.column, int(sqlite3.Xsqlite3_column_bytes(c.of.tls, c.statement, 0))), true
	case sqlite3.SQLITE_DONE:
		c.reset()
		return nil, false
	default:
		panic(fmt.Errorf("step to row %d: %w", c.row+2, c.of.check(code)))
	}
}

// reset ends the query. The next step begins it anew.
func (c *cursor) reset() {
	sqlite3.Xsqlite3_reset(c.of.tls, c.statement) // repeats the error of a step, which is known
	c.row, c.column = -1, 0
}

// set writes a byte of the column, if the cursor stands on its row.
func (c *cursor) set(row, at int, to byte) {
	if c.column != 0 && c.row == row {
		libc.Xmemset(c.of.tls, c.column+uintptr(at), int32(to), 1)
	}
}

// close gives the statement back. A second call does nothing.
func (c *cursor) close() {
	sqlite3.Xsqlite3_finalize(c.of.tls, c.statement)
	c.statement, c.column = 0, 0
}
