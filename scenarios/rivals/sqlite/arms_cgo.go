//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
)

// must panics where an operation is impossible.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// scanBytes and scanRaw are the arms of database/sql. The driver copies each column, and
// Scan copies it again for a []byte.
func scanBytes(b *bench.Block, t *table) (bench.Op, error) {
	return scan[[]byte](b, t.c.pool, 2*b.Case.Size)
}

func scanRaw(b *bench.Block, t *table) (bench.Op, error) {
	return scan[sql.RawBytes](b, t.c.pool, b.Case.Size)
}

func scanModernc(b *bench.Block, t *table) (bench.Op, error) {
	return scan[[]byte](b, t.pure.pool, 2*b.Case.Size)
}

// scan runs the query and scans each column into a variable of the type T.
func scan[T ~[]byte](b *bench.Block, pool *sql.DB, copied bench.Bytes) (bench.Op, error) {
	prepared, err := pool.Prepare(query)
	if err != nil {
		return bench.Op{}, fmt.Errorf("prepare %s: %w", query, err)
	}
	b.Defer(func() { _ = prepared.Close() })
	consume, passes := b.Kernel, b.Case.Passes
	return op(copied, func() (sum uint64) {
		all, err := prepared.Query()
		must(err)
		defer func() { _ = all.Close() }() // what could fail was read, and nothing was written
		var column T
		for all.Next() {
			must(all.Scan(&column))
			sum += consume(column, passes)
		}
		must(all.Err())
		return sum
	}), nil
}

// op does one operation after the other. SQLite's memory is not Go's, and some of the
// libraries' calls allocate.
func op(copied bench.Bytes, one func() uint64) bench.Op {
	return bench.Op{Cost: bench.Cost{Copied: copied, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			sum += one()
		}
		return sum
	}}
}

// nextOfDriver leaves database/sql out: the rows are the driver's own. Each column is a copy
// that nobody writes to.
func nextOfDriver(b *bench.Block, t *table) (bench.Op, error) {
	of, err := t.c.pool.Driver().Open(t.c.path)
	if err != nil {
		return bench.Op{}, fmt.Errorf("connect to %s: %w", t.c.path, err)
	}
	b.Defer(func() { _ = of.Close() })
	prepared, err := of.Prepare(query)
	if err != nil {
		return bench.Op{}, fmt.Errorf("prepare %s: %w", query, err)
	}
	b.Defer(func() { _ = prepared.Close() })
	consume, passes := b.Kernel, b.Case.Passes
	return op(b.Case.Size, func() (sum uint64) {
		must(nextAll(prepared.(driver.StmtQueryContext), func(column []byte) { sum += consume(column, passes) }))
		return sum
	}), nil
}

// nextAll takes the columns of all rows from the driver.
func nextAll(prepared driver.StmtQueryContext, consume func(column []byte)) error {
	all, err := prepared.QueryContext(context.Background(), nil)
	if err != nil {
		return err
	}
	defer func() { _ = all.Close() }() // as in scan
	columns := make([]driver.Value, 1)
	for {
		switch err := all.Next(columns); err {
		case nil:
			consume(columns[0].([]byte))
		case io.EOF:
			return nil
		default:
			return err
		}
	}
}

func blobReuse(b *bench.Block, t *table) (bench.Op, error) {
	kept := b.Touched(b.Case.Size)
	return blobs(b, t, b.Case.Size, func(column []byte) []byte {
		kept = append(kept[:0], column...)
		return kept
	})
}

func blobView(b *bench.Block, t *table) (bench.Op, error) {
	return blobs(b, t, 0, func(column []byte) []byte { return column })
}

// blobs runs the query by SQLite's own interface and consumes what take makes of a column.
func blobs(b *bench.Block, t *table, copied bench.Bytes, take func([]byte) []byte) (bench.Op, error) {
	c, err := t.cursor(t.own)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(c.close)
	consume, passes := b.Kernel, b.Case.Passes
	return op(copied, func() (sum uint64) {
		for column, ok := c.next(); ok; column, ok = c.next() {
			sum += consume(take(column), passes)
		}
		return sum
	}), nil
}

// blobRead goes without a query: rows have the numbers from 1 on.
func blobRead(b *bench.Block, t *table) (bench.Op, error) {
	kept := b.Touched(b.Case.Size)
	consume, passes := b.Kernel, b.Case.Passes
	return op(b.Case.Size, func() (sum uint64) {
		must(t.own.parts(t.rows, kept, func(column []byte) { sum += consume(column, passes) }))
		return sum
	}), nil
}
