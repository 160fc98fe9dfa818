//go:build cgo

package sqlite

// #include <stdlib.h>
// #include "c_sqlite.h"
import "C"

import (
	"fmt"
	"unsafe"
)

// connection is a connection by SQLite's own interface, in C.
type connection struct{ db *C.sqlite3 }

func libraryVersion() string { return C.GoString(C.sqlite3_libversion()) }

// connect opens a database that is there. The caller closes the connection.
func connect(path string, pragmas []string) (*connection, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	c := &connection{}
	// The driver has the same flags, so both take the same locks.
	err := c.check(C.sqlite3_open_v2(name, &c.db, C.BB_READWRITE|C.BB_FULLMUTEX, nil))
	for i := 0; i < len(pragmas) && err == nil; i++ {
		text := C.CString(pragmas[i])
		err = c.check(C.sqlite3_exec(c.db, text, nil, nil, nil))
		C.free(unsafe.Pointer(text))
	}
	if err != nil {
		c.close()
		return nil, fmt.Errorf("connect to %s: %w", path, err)
	}
	return c, nil
}

// check returns the error of a result code, in SQLite's words.
func (c *connection) check(code C.int) error {
	if code == C.BB_OK {
		return nil
	}
	return fmt.Errorf("sqlite: %s (%d)", C.GoString(C.sqlite3_errmsg(c.db)), code)
}

// close ends the connection. Statements that are open keep it until they are closed.
func (c *connection) close() {
	C.sqlite3_close_v2(c.db)
	c.db = nil
}

// cursor is a prepared query for all parts of a table.
type cursor struct {
	of        *connection
	statement *C.sqlite3_stmt
	row       int    // it stands on, counted from 0
	column    []byte // of this row, in SQLite's memory; nil if it stands on none
}

// cursor prepares the query on a connection. The caller closes it.
func (t *table) cursor(on *connection) (*cursor, error) {
	text := C.CString(query)
	defer C.free(unsafe.Pointer(text))
	c := &cursor{of: on, row: -1}
	if err := on.check(C.sqlite3_prepare_v2(on.db, text, -1, &c.statement, nil)); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", query, err)
	}
	t.cursors = append(t.cursors, c)
	return c, nil
}

// next goes to the next row, and returns its column where SQLite has it. The memory is
// SQLite's until the next step. After the last row ok is false, and the query begins anew.
func (c *cursor) next() (column []byte, ok bool) {
	switch found := C.bb_next(c.statement); found.code {
	case C.BB_ROW:
		c.row++
		// Unsafe: SQLite lends n bytes there until the next step, reset or finalize; bytes
		// need no alignment; nobody but set writes.
		c.column = unsafe.Slice((*byte)(found.bytes), int(found.n))
		return c.column, true
	case C.BB_DONE:
		c.reset()
		return nil, false
	default:
		panic(fmt.Errorf("step to row %d: %w", c.row+2, c.of.check(found.code)))
	}
}

// reset ends the query. The next step begins it anew.
func (c *cursor) reset() {
	C.sqlite3_reset(c.statement) // repeats the error of a step, which is known
	c.row, c.column = -1, nil
}

// set writes a byte of the column, if the cursor stands on its row.
func (c *cursor) set(row, at int, to byte) {
	if c.column != nil && c.row == row {
		c.column[at] = to
	}
}

// close gives the statement back. A second call does nothing.
func (c *cursor) close() {
	C.sqlite3_finalize(c.statement)
	c.statement, c.column = nil, nil
}

// parts reads the column of each row into memory of the caller, by incremental I/O.
func (c *connection) parts(rows int, into []byte, each func(column []byte)) error {
	const schema, name, column = 0, 1, 2
	texts := [...]*C.char{schema: C.CString("main"), name: C.CString("parts"), column: C.CString("value")}
	for _, s := range texts {
		defer C.free(unsafe.Pointer(s))
	}
	var blob *C.sqlite3_blob
	code := C.sqlite3_blob_open(c.db, texts[schema], texts[name], texts[column], 1, 0, &blob)
	defer func() { C.sqlite3_blob_close(blob) }() // it was read only, so nothing can fail
	for row := 1; code == C.BB_OK && row <= rows; row++ {
		if row > 1 {
			if code = C.sqlite3_blob_reopen(blob, C.longlong(row)); code != C.BB_OK {
				break
			}
		}
		n := C.sqlite3_blob_bytes(blob)
		if int(n) > len(into) {
			return fmt.Errorf("row %d has %d bytes, and there is room for %d", row, n, len(into))
		}
		// Unsafe: into is Go memory of n bytes and more, which C writes within the call;
		// bytes need no alignment.
		if code = C.sqlite3_blob_read(blob, unsafe.Pointer(unsafe.SliceData(into)), n, 0); code == C.BB_OK {
			each(into[:n])
		}
	}
	return c.check(code)
}
