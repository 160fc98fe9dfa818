//go:build !race && !asan

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
)

// scanBytes and scanRaw are the arms of database/sql. The driver copies each column, and
// Scan copies it again for a []byte.
func scanBytes(b *bench.Block, t *table) (bench.Op, error) {
	return scan[[]byte](b, t.pool, bench.Cost{Copied: 2 * b.Case.Size, Allocs: bench.Uncounted})
}

func scanRaw(b *bench.Block, t *table) (bench.Op, error) {
	return scan[sql.RawBytes](b, t.pool, bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted})
}

// scan runs the query and scans each column into a variable of the type T.
func scan[T ~[]byte](b *bench.Block, pool *sql.DB, cost bench.Cost) (bench.Op, error) {
	prepared, err := pool.Prepare(query)
	if err != nil {
		return bench.Op{}, fmt.Errorf("prepare %s: %w", query, err)
	}
	b.Defer(func() { _ = prepared.Close() })
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			sum += scanAll[T](prepared, func(column []byte) uint64 { return consume(column, passes) })
		}
		return sum
	}}, nil
}

// scanAll scans the columns of all rows. It panics as must does.
func scanAll[T ~[]byte](prepared *sql.Stmt, consume func(column []byte) uint64) (sum uint64) {
	all, err := prepared.Query()
	must(err)
	defer func() { _ = all.Close() }() // what could fail was read, and nothing was written
	var column T
	for all.Next() {
		must(all.Scan(&column))
		sum += consume(column)
	}
	must(all.Err())
	return sum
}

// nextOfDriver leaves database/sql out: the rows are the driver's own. Each column is a copy
// that nobody writes to.
func nextOfDriver(b *bench.Block, t *table) (bench.Op, error) {
	ctx := context.Background()
	var prepared driver.Stmt
	err := raw(ctx, t.pool, func(c driver.Conn) (err error) {
		prepared, err = c.Prepare(query)
		return err
	})
	if err != nil {
		return bench.Op{}, fmt.Errorf("prepare %s: %w", query, err)
	}
	b.Defer(func() { _ = prepared.Close() })
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			must(raw(ctx, t.pool, func(driver.Conn) error {
				return nextAll(prepared.(driver.StmtQueryContext), func(column []byte) { sum += consume(column, passes) })
			}))
		}
		return sum
	}}, nil
}

// nextAll takes the columns of all rows from the driver.
func nextAll(prepared driver.StmtQueryContext, consume func(column []byte)) error {
	all, err := prepared.QueryContext(context.Background(), nil)
	if err != nil {
		return err
	}
	defer func() { _ = all.Close() }() // as in scanAll
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

// raw calls use with the connection of a pool that has one.
func raw(ctx context.Context, pool *sql.DB, use func(driver.Conn) error) error {
	c, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }() // it goes back to the pool
	return c.Raw(func(own any) error { return use(own.(driver.Conn)) })
}

func blobReuse(b *bench.Block, t *table) (bench.Op, error) {
	kept := b.Touched(b.Case.Size)
	cost := bench.Cost{Copied: b.Case.Size}
	return blobs(b, t, cost, func(column []byte) []byte {
		kept = append(kept[:0], column...)
		return kept
	})
}

func blobView(b *bench.Block, t *table) (bench.Op, error) {
	return blobs(b, t, bench.Cost{}, func(column []byte) []byte { return column })
}

// blobs runs the query by SQLite's own interface and consumes what take makes of a column.
func blobs(b *bench.Block, t *table, cost bench.Cost, take func([]byte) []byte) (bench.Op, error) {
	c, err := t.cursor(t.own)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(c.close)
	consume, passes := b.Kernel, b.Case.Passes
	cost.Allocs = bench.Uncounted // SQLite's memory is not Go's, and some of its calls allocate
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			for column, ok := c.next(); ok; column, ok = c.next() {
				sum += consume(take(column), passes)
			}
		}
		return sum
	}}, nil
}
