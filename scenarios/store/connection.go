//go:build !race && !asan

package store

import (
	"errors"
	"fmt"
	"strings"
	"unsafe"

	"modernc.org/libc"
	"modernc.org/sqlite/lib"
)

// connection is a connection by SQLite's own interface. Addresses are of the type uintptr:
// the memory is SQLite's, and the collector does not know it.
type connection struct {
	tls *libc.TLS
	db  uintptr
}

// connect opens a database that is there. The caller closes the connection.
func connect(path string, pragmas []string) (*connection, error) {
	c := &connection{tls: libc.NewTLS()}
	err := c.open(path)
	for i := 0; i < len(pragmas) && err == nil; i++ {
		err = c.exec("PRAGMA " + pragmas[i])
	}
	if err != nil {
		c.close()
		return nil, fmt.Errorf("connect to %s: %w", path, err)
	}
	return c, nil
}

func (c *connection) open(path string) (err error) {
	// The driver has the same flags, so both take the same locks.
	const flags = sqlite3.SQLITE_OPEN_READWRITE | sqlite3.SQLITE_OPEN_FULLMUTEX
	c.db, err = c.result(path, func(name, room uintptr) int32 {
		return sqlite3.Xsqlite3_open_v2(c.tls, name, room, flags, 0)
	})
	return err
}

// exec runs a statement without a result.
func (c *connection) exec(statement string) error {
	_, err := c.result(statement, func(text, _ uintptr) int32 {
		return sqlite3.Xsqlite3_exec(c.tls, c.db, text, 0, 0, 0)
	})
	return err
}

// result calls a function of SQLite with a text and room for an address, and returns the
// address.
func (c *connection) result(text string, call func(text, room uintptr) int32) (uintptr, error) {
	name, err := libc.CString(text)
	if err != nil {
		return 0, err
	}
	defer libc.Xfree(c.tls, name)
	room := libc.Xcalloc(c.tls, 1, addressSize)
	if room == 0 {
		return 0, errors.New("out of memory")
	}
	defer libc.Xfree(c.tls, room)
	code := call(name, room)
	// room is C's, aligned for any type, and freed after the read; nobody else writes.
	return *(*uintptr)(unsafe.Pointer(unsafe.SliceData(libc.GoBytes(room, addressSize)))), c.check(code)
}

// addressSize has room for an address, on any machine.
const addressSize = 8

// check returns the error of a result code.
func (c *connection) check(code int32) error {
	if code == sqlite3.SQLITE_OK {
		return nil
	}
	text := libc.GoString(sqlite3.Xsqlite3_errstr(c.tls, code))
	if c.db != 0 {
		if more := libc.GoString(sqlite3.Xsqlite3_errmsg(c.tls, c.db)); more != text {
			text = strings.Join([]string{text, more}, ": ")
		}
	}
	return fmt.Errorf("sqlite: %s (%d)", text, code)
}

// write writes a byte of a row's column, in a transaction of its own.
func (c *connection) write(id, at int, to byte) error {
	blob, err := c.blob(id)
	if err != nil {
		return err
	}
	_, err = c.result(string([]byte{to}), func(text, _ uintptr) int32 {
		return sqlite3.Xsqlite3_blob_write(c.tls, blob, text, 1, int32(at))
	})
	return errors.Join(err, c.check(sqlite3.Xsqlite3_blob_close(c.tls, blob)))
}

// blob opens the column of a row for writing.
func (c *connection) blob(id int) (blob uintptr, err error) {
	const schema, name, column = "main", "parts", "value"
	texts := []uintptr{0, 0, 0}
	for i, s := range []string{schema, name, column} {
		if texts[i], err = libc.CString(s); err != nil {
			return 0, err
		}
		defer libc.Xfree(c.tls, texts[i])
	}
	return c.result("", func(_, room uintptr) int32 {
		return sqlite3.Xsqlite3_blob_open(c.tls, c.db, texts[0], texts[1], texts[2], int64(id), 1, room)
	})
}

// close ends the connection. Its statements are closed before.
func (c *connection) close() {
	if c.db != 0 {
		sqlite3.Xsqlite3_close_v2(c.tls, c.db)
		c.db = 0
	}
	c.tls.Close()
}
