package index

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/series/seriestest"
	"github.com/bufbench/bufbench/internal/track/tables"
)

// place is a record and its index.
type place struct {
	*testing.T
	folder string
	Index
	said []string
}

func newPlace(t *testing.T) *place {
	t.Helper()
	dir := t.TempDir()
	p := &place{T: t, folder: filepath.Join(dir, "record"), Index: Index{Path: filepath.Join(dir, "cache", "a b?%.sqlite")}}
	p.Say = func(format string, args ...any) { p.said = append(p.said, fmt.Sprintf(format, args...)) }
	seriestest.Write(t, p.folder, seriestest.Texts())
	return p
}

// check reads the record by its index, and fails unless the text says the same.
func (p *place) check(what string) {
	p.Helper()
	files := seriestest.Files(p, p.folder)
	got, want := seriestest.Dump(p.Collect(p.Context(), files)), seriestest.Dump(series.Collect(files))
	if got != want {
		p.Errorf("%s: the index says\n%s\nthe text says\n%s", what, got, want)
	}
}

// has is how many files the index has.
func (p *place) has() int {
	p.Helper()
	s, err := load(p.Context(), p.Path)
	if err != nil {
		p.Fatal(err)
	}
	defer s.db.Close()
	return len(s.have)
}

// exec changes the index behind its back.
func (p *place) exec(statements string) {
	p.Helper()
	db, err := connect(p.Path)
	if err != nil {
		p.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		p.Fatal(err)
	}
}

// TestCollect: the index says what the text says, whatever was added, changed and removed,
// and it is used.
func TestCollect(t *testing.T) {
	p := newPlace(t)
	p.check("at first")
	const whole = 6 // and two that were refused
	if n := p.has(); n != whole {
		t.Errorf("the index has %d files, want %d", n, whole)
	}
	p.check("again")
	added := seriestest.Text("c6", 6, 6)
	path, _, err := added.Write(p.folder)
	if err != nil {
		t.Fatal(err)
	}
	p.check("after an addition")
	windows := bytes.ReplaceAll(added.Text, []byte("\n"), []byte("\r\n"))
	if err := os.WriteFile(path, windows, 0o666); err != nil {
		t.Fatal(err)
	}
	p.check("after other line ends")
	if n := p.has(); n != whole+1 {
		t.Errorf("the index has %d files, want %d", n, whole+1)
	}
	if err := os.WriteFile(path, windows[:len(windows)-5], 0o666); err != nil {
		t.Fatal(err)
	}
	p.check("after a cut")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	p.check("after a removal")
	if n := p.has(); n != whole || len(p.said) > 0 {
		t.Errorf("the index has %d files, want %d; said: %q", n, whole, p.said)
	}
	p.exec("UPDATE bufbench_series SET name = 'forged'") // it is the index that is read
	if _, err := load(t.Context(), p.Path); err == nil || !strings.Contains(err.Error(), "it is damaged at ") {
		t.Errorf("a forged series: %v", err)
	}
	p.check("after a forgery")
}

// TestCollectStrange: bytes that are no UTF-8, and lines that cannot be read, are as in the
// text.
func TestCollectStrange(t *testing.T) {
	p := newPlace(t)
	for i, lines := range []string{"BenchmarkX\xff\xfe 1 5 ns/op\n", "BenchmarkX\x00Y 1 5 ns/op\n", "note: \xc3\x28\nBenchmarkX/π=3 1 5 ns/op\n"} {
		if _, _, err := seriestest.Of(record.Origin{Commit: fmt.Sprint("s", i), Committed: seriestest.Day(i)}, lines).Write(p.folder); err != nil {
			t.Fatal(err)
		}
	}
	p.check("at first")
	p.check("again")
}

// TestDamage: whatever happened to the index, the text counts, and the index is whole after
// that.
func TestDamage(t *testing.T) {
	p := newPlace(t)
	p.check("at first")
	good, err := os.ReadFile(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	n := p.has()
	damage := map[string]func(){
		"empty":        func() { p.write(nil) },
		"garbage":      func() { p.write(bytes.Repeat([]byte("bufbench "), 1000)) },
		"cut":          func() { p.write(good[:len(good)/2]) },
		"older":        func() { p.exec("DELETE FROM bufbench_version WHERE version_id > 0") },
		"no tables":    func() { p.exec("DROP TABLE bufbench_run") },
		"a value":      func() { p.exec("UPDATE bufbench_run SET samples = zeroblob(length(samples))") },
		"a short run":  func() { p.exec("UPDATE bufbench_run SET samples = zeroblob(7)") },
		"a NULL":       func() { p.exec("UPDATE bufbench_file SET units = 'null', problems = '[{]'") },
		"a date":       func() { p.exec("UPDATE bufbench_run SET committed = '2020-01-01T00:00:00Z'") },
		"a name":       func() { p.exec("UPDATE bufbench_file SET added = 'yesterday'") },
		"a side":       func() { p.exec("UPDATE bufbench_layout SET sides = series") },
		"lost runs":    func() { p.exec("DELETE FROM bufbench_run WHERE number = 0") },
		"lost layouts": func() { p.exec("DELETE FROM bufbench_layout") },
		"a swap":       func() { p.exec("UPDATE bufbench_file SET hash = (SELECT max(hash) FROM bufbench_file)") },
	}
	for at := 17; at < len(good); at += len(good) / 24 {
		damage[fmt.Sprint("byte ", at)] = func() {
			bad := bytes.Clone(good)
			bad[at] ^= 0x55
			p.write(bad)
		}
	}
	for name, do := range damage {
		p.write(good)
		do()
		p.check(name)
		if has := p.has(); has != n {
			t.Errorf("%s: the index has %d files after that, want %d", name, has, n)
		}
	}
	if len(p.said) > 0 {
		t.Errorf("said: %q", p.said)
	}
}

// write puts a text in place of the index.
func (p *place) write(text []byte) {
	p.Helper()
	if err := os.WriteFile(p.Path, text, 0o666); err != nil {
		p.Fatal(err)
	}
}

// TestNewer: an index of a newer bufbench stays as it is, and that is said. So it is with
// what is no file.
func TestNewer(t *testing.T) {
	p := newPlace(t)
	p.check("at first")
	p.exec(fmt.Sprintf("INSERT INTO bufbench_version (version_id, is_applied) VALUES (%d, true)", tables.Known+1))
	before, err := os.ReadFile(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	p.check("newer")
	after, err := os.ReadFile(p.Path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the index was changed: %v", err)
	}
	if len(p.said) != 1 || !strings.Contains(p.said[0], "made by a newer bufbench (version 2, and this one knows 1) (update bufbench") {
		t.Errorf("said: %q", p.said)
	}
	p.Path = t.TempDir()
	p.check("a folder")
	p.Path = filepath.Join(p.folder, "stray.txt", "index")
	p.check("nowhere")
	if len(p.said) != 3 {
		t.Errorf("said: %q", p.said)
	}
}

// TestLeast: a small record is read as text, and has no index.
func TestLeast(t *testing.T) {
	p := newPlace(t)
	p.Least = 1 << 20
	p.check("small")
	if _, err := os.Stat(p.Path); err == nil {
		t.Error("there is an index")
	}
}

// TestBusy: while another process writes, the index is read, and nobody waits for long. An
// interrupted command ends.
func TestBusy(t *testing.T) {
	p := newPlace(t)
	p.check("at first")
	db, err := connect(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.BeginTx(t.Context(), &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	p.check("while another writes")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p.Collect(ctx, seriestest.Files(t, p.folder))
	if n := p.has(); n != 6 {
		t.Errorf("the index has %d files", n)
	}
}
