//go:build cgo

package sqlite

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// of is a case with so many rows.
func of(count string, size bench.Bytes) bench.Case {
	return bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: rows, Value: count}}}
}

// made is a table of the scenario. It ends with the test.
func made(t *testing.T, c bench.Case) (*bench.Block, *table) {
	t.Helper()
	b := bench.NewBlock(c, 1)
	t.Cleanup(b.Close)
	b.Kernel = SQLiteC.Kernel
	made, err := filled(b)
	if err != nil {
		t.Fatal(err)
	}
	return b, made
}

// blobsLate keeps the columns of all rows, and reads them after the last step.
func blobsLate(b *bench.Block, t *table) (bench.Op, error) {
	c, err := t.cursor(t.own)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(c.close)
	return op(b.Case.Size, func() (sum uint64) {
		var kept [][]byte
		for range t.rows {
			column, _ := c.next()
			kept = append(kept, column)
		}
		for _, column := range kept {
			sum += b.Kernel(column, b.Case.Passes)
		}
		c.reset()
		return sum
	}), nil
}

// rawLate keeps a RawBytes of each row, and reads all of them when the rows are at the last one.
func rawLate(b *bench.Block, pool *sql.DB) bench.Op {
	return op(b.Case.Size, func() (sum uint64) {
		all, err := pool.Query(query)
		must(err)
		defer func() { _ = all.Close() }()
		var kept []sql.RawBytes
		for len(kept) < 4 && all.Next() {
			var column sql.RawBytes
			must(all.Scan(&column))
			kept = append(kept, column)
		}
		for _, column := range kept {
			sum += b.Kernel(column, b.Case.Passes)
		}
		return sum
	})
}

// TestControls: proof catches who keeps a column or a RawBytes past its row, and who takes a
// RawBytes of the driver in C for a view. A RawBytes of that driver is a copy, and so it may be
// kept, whatever the contract of database/sql says.
func TestControls(t *testing.T) {
	for name, test := range map[string]struct {
		kind bench.Kind
		open func(*bench.Block, *table) (bench.Op, error)
		want string // the fault; empty for none
	}{
		"a column past its step": {bench.Copy, blobsLate, "does not read that byte, or reads an old copy"},
		"a RawBytes past Next, of a driver that lends": {bench.Copy, func(b *bench.Block, t *table) (bench.Op, error) {
			pool := t.lending(b.Case.Size)
			b.Defer(func() { _ = pool.Close() })
			return rawLate(b, pool), nil
		}, "does not read that byte, or reads an old copy"},
		"a RawBytes past Next, of the driver in C": {bench.Copy, func(b *bench.Block, t *table) (bench.Op, error) {
			return rawLate(b, t.c.pool), nil
		}, ""},
		"a RawBytes of the driver in C": {bench.View, func(b *bench.Block, t *table) (bench.Op, error) {
			return scan[sql.RawBytes](b, t.c.pool, 0)
		}, "is not seen through it: it copies"},
	} {
		s := SQLiteC
		s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*table]{Name: "tried", Kind: test.kind, Says: "it lies", Open: test.open})
		evidence, err := proof.Prover{Seed: 1}.Case(s, of("4", 400))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			want := ""
			if e.Arm == "tried" {
				want = test.want
			}
			if !strings.Contains(e.Fault, want) || want == "" && e.Fault != "" {
				t.Errorf("%s: proof finds %q with %s, want %q", name, e.Fault, e.Arm, want)
			}
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

// TestNothingIsLeft: files, descriptors and goroutines go with the block, and an operation has
// the system read no file.
func TestNothingIsLeft(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	descriptors := func() int { all, _ := os.ReadDir("/proc/self/fd"); return len(all) }
	files, goroutines := descriptors(), runtime.NumGoroutine()
	prover := proof.Prover{Seed: 1, ReadChars: func() (uint64, bool) { return procfs.ReadChars("/") }}
	evidence, err := prover.Case(SQLiteC, of("1", 300_000))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if e.Fault != "" {
			t.Errorf("%s: %s", e.Arm, e.Fault)
		}
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
	if now := descriptors(); now != files {
		t.Errorf("%d files are open, want %d", now, files)
	}
	for range 10_000 {
		if runtime.NumGoroutine() <= goroutines {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines run, want %d", runtime.NumGoroutine(), goroutines)
}

// TestRefused: what cannot be made is skipped by name or is an error that names the place, and
// mistakes are in SQLite's own words.
func TestRefused(t *testing.T) {
	for _, c := range []bench.Case{of("0", 64), of("many", 64), of("100001", 64), of("1", largest+1)} {
		b := bench.NewBlock(c, 1)
		if _, err := filled(b); bench.Skipped(err) == nil {
			t.Errorf("%s: %v, want a skip", c, err)
		}
		b.Close()
	}
	_, made := made(t, of("2", 5))
	if _, err := connect(made.c.path+"/none", nil); err == nil || !strings.Contains(err.Error(), made.c.path+"/none: sqlite: unable to open database file") {
		t.Errorf("connect to nothing: %v, want the path", err)
	}
	for rows, want := range map[int]string{2: "<nil>", 3: "sqlite: no such rowid: 3 (1)"} {
		if got := fmt.Sprint(made.own.parts(rows, make([]byte, 3), func([]byte) {})); got != want {
			t.Errorf("parts of %d rows: %s, want %s", rows, got, want)
		}
	}
	if got := fmt.Sprint(made.own.parts(2, make([]byte, 2), func([]byte) {})); got != "row 2 has 3 bytes, and there is room for 2" {
		t.Errorf("parts into too little memory: %s", got)
	}
	t.Setenv("TMPDIR", "/dev/null/below")
	b := bench.NewBlock(of("1", 64), 1)
	defer b.Close()
	if _, err := filled(b); err == nil || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("a folder that cannot be: %v, want an error that names TMPDIR", err)
	}
}
