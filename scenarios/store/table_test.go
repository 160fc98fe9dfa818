//go:build !race && !asan

package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// of is a case with so many rows.
func of(count string, size bench.Bytes) bench.Case {
	return bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: rows, Value: count}}}
}

// blobsLate keeps the columns of all rows, and reads them after the last step.
func blobsLate(b *bench.Block, t *table) (bench.Op, error) {
	c, err := t.cursor(t.own)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(c.close)
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			var kept [][]byte
			for range t.rows {
				column, _ := c.next()
				kept = append(kept, column)
			}
			for _, column := range kept {
				sum += consume(column, passes)
			}
			c.reset()
		}
		return sum
	}}, nil
}

// TestKeptPastTheStep: proof catches who keeps what column_blob returned. All of it is the
// last row.
func TestKeptPastTheStep(t *testing.T) {
	s := with(SQLiteColumn, bench.Arm[*table]{Name: "copy-late", Kind: bench.Copy, Open: blobsLate})
	wants(t, "copy-late", faultOf(t, s, "copy-late", of("4", 400)), "does not read that byte, or reads an old copy")
}

// TestRawBytesAreACopy: proof catches who takes a RawBytes of this driver for a view.
func TestRawBytesAreACopy(t *testing.T) {
	s := with(SQLiteColumn, bench.Arm[*table]{Name: "view-raw", Kind: bench.View, Open: func(b *bench.Block, t *table) (bench.Op, error) {
		op, err := scanRaw(b, t)
		op.Cost.Copied = 0
		return op, err
	}})
	wants(t, "view-raw", faultOf(t, s, "view-raw", of("1", 1000)), "is not seen through it: it copies")
}

// made is a table of the scenario. It ends with the test.
func made(t *testing.T, c bench.Case) (*bench.Block, *table) {
	t.Helper()
	b := bench.NewBlock(c, 1)
	t.Cleanup(b.Close)
	b.Kernel = SQLiteColumn.Kernel
	made, err := filled(b)
	if err != nil {
		t.Fatal(err)
	}
	return b, made
}

// columns is what the driver returns, all rows together.
func (t *table) columns() (all []byte, err error) {
	found, err := t.pool.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		var column []byte
		if err := found.Scan(&column); err != nil {
			return nil, err
		}
		all = append(all, column...)
	}
	return all, found.Err()
}

// TestPokeReachesTheTable: a byte changes in the database and nowhere else, at both ends of
// rows too.
func TestPokeReachesTheTable(t *testing.T) {
	_, made := made(t, of("3", 100))
	if from, to := made.part(1); from != 33 || to != 66 {
		t.Fatalf("row 1 of 3 has the bytes from %d to %d of 100, want 33 to 66", from, to)
	}
	want := bytes.Clone(made.data)
	for _, i := range []int{0, 32, 33, 65, 66, 99} {
		if err := made.poke(i, 0x5a); err != nil {
			t.Fatal(err)
		}
		want[i] ^= 0x5a
		if got, err := made.columns(); err != nil || !bytes.Equal(got, want) {
			t.Errorf("after poke(%d) the table has %x, %v, want %x", i, got, err, want)
		}
	}
}

// TestStepsOverwrite: SQLite writes the next row where the last one was.
func TestStepsOverwrite(t *testing.T) {
	b, made := made(t, of("2", 200))
	c, err := made.cursor(made.own)
	if err != nil {
		t.Fatal(err)
	}
	b.Defer(c.close)
	first, _ := c.next()
	was := bytes.Clone(first)
	second, _ := c.next()
	if bytes.Equal(first, was) || !bytes.Equal(first, second) {
		t.Errorf("after a step the first column is %x, want the second one, %x", first, second)
	}
	if _, ok := c.next(); ok {
		t.Error("there is a third of two rows")
	}
	if again, _ := c.next(); !bytes.Equal(again, was) {
		t.Errorf("the query begins anew with %x, want the first column, %x", again, was)
	}
}

// TestMistakesOfSQLite: an error of the library names what was done.
func TestMistakesOfSQLite(t *testing.T) {
	_, made := made(t, of("1", 64))
	if err := made.own.exec("SELEKT 1"); err == nil || !strings.Contains(err.Error(), `near "SELEKT": syntax error`) {
		t.Errorf("exec of a mistake: %v, want SQLite's own words", err)
	}
	if err := made.own.write(9, 0, 1); err == nil || !strings.Contains(err.Error(), "no such rowid: 9") {
		t.Errorf("write to row 9 of 1: %v, want SQLite's own words", err)
	}
	if _, err := connect(made.path+"/none", nil); err == nil || !strings.Contains(err.Error(), "connect to "+made.path+"/none: sqlite: unable to open database file") {
		t.Errorf("connect to nothing: %v, want the path", err)
	}
	if text := panicOf(func() { scanOne(t, made) }); !strings.Contains(text, "database is closed") {
		t.Errorf("an operation on a closed pool panics with %q, want the reason", text)
	}
}

// scanOne runs an operation of copy after the pool was closed.
func scanOne(t *testing.T, made *table) {
	b := bench.NewBlock(of("1", 64), 1)
	t.Cleanup(b.Close)
	b.Kernel = SQLiteColumn.Kernel
	op, err := scanBytes(b, made)
	if err != nil {
		t.Fatal(err)
	}
	if err := made.pool.Close(); err != nil {
		t.Fatal(err)
	}
	op.Run(1)
}

// TestRows: an axis that is no number is skipped by name, and a row has at least a byte.
func TestRows(t *testing.T) {
	for _, count := range []string{"0", "-1", "many", "", "100001"} {
		b := bench.NewBlock(of(count, 64), 1)
		if _, err := filled(b); bench.Skipped(err) == nil || !strings.Contains(err.Error(), "axis rows") {
			t.Errorf("rows=%s: %v, want a skip that names the axis", count, err)
		}
		b.Close()
	}
	if _, made := made(t, of("128", 5)); made.rows != 5 {
		t.Errorf("5 bytes in 128 rows make %d rows, want 5", made.rows)
	}
}
