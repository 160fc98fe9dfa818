package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/series/seriestest"
	"github.com/bufbench/bufbench/internal/track/store"
	"github.com/bufbench/bufbench/internal/track/store/postgrestest"
)

// adds is how many runs are added before everybody is killed.
var adds = flag.Int("adds", 40, "how many runs TestKill adds before it kills")

// adder is the variable that makes this test binary add runs for ever.
const adder = "BUFBENCH_TEST_STORE_ADDER"

// server is the PostgreSQL of all tests.
var server *postgrestest.Server

// TestMain starts a server for all tests. In a child it is the adder, which prints the name
// of each run that is kept.
func TestMain(m *testing.M) {
	url, number, child := strings.Cut(os.Getenv(adder), "|")
	if child {
		os.Exit(add(url, number))
	}
	flag.Parse()
	var err error
	server, err = postgrestest.New()
	if err != nil && !errors.Is(err, postgrestest.ErrMissing) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if server != nil {
		server.Close()
	}
	os.Exit(code)
}

func add(url, number string) int {
	s, err := store.Open(url)
	for i := 0; err == nil; i++ {
		text := seriestest.Text(fmt.Sprintf("c%s-%d", number, i), i, 40)
		if _, _, err = s.Keep(context.Background(), text); err == nil {
			fmt.Println(text.Name)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// open is a store in a schema of its own, and the URL of it.
func open(t *testing.T, schema string) (*store.Store, string) {
	t.Helper()
	if server == nil {
		t.Skip(postgrestest.ErrMissing)
	}
	if err := server.Exec("public", "CREATE SCHEMA IF NOT EXISTS "+schema); err != nil {
		t.Fatal(err)
	}
	url := server.URL("bench", schema)
	return opened(t, url), url
}

func opened(t *testing.T, url string) *store.Store {
	t.Helper()
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// dump is all that a store says.
func dump(t *testing.T, s *store.Store) string {
	t.Helper()
	c, err := s.Collect(t.Context())
	if err != nil || c == nil {
		t.Fatalf("%v, %v", c, err)
	}
	return seriestest.Dump(c)
}

// TestStore: the database says what a folder of the same files says, gives their texts
// back, and has the same run once, however many add it at the same time.
func TestStore(t *testing.T) {
	s, _ := open(t, "whole")
	if c, err := s.Collect(t.Context()); c != nil || err != nil {
		t.Errorf("before the first run: %v, %v", c, err)
	}
	for range s.Files(t.Context()) {
		t.Error("there is a file before the first run")
	}
	texts := seriestest.Texts()
	folder := t.TempDir()
	var group sync.WaitGroup
	var first atomic.Int32
	for i := range 4 * len(texts) {
		text := texts[i%len(texts)]
		if _, _, err := text.Write(folder); err != nil {
			t.Fatal(err)
		}
		group.Go(func() {
			path, there, err := s.Keep(t.Context(), text)
			if err != nil || !strings.HasSuffix(path, "#"+text.Name) {
				t.Errorf("%s, %v", path, err)
			}
			if !there {
				first.Add(1)
			}
		})
	}
	group.Wait()
	if n := int(first.Load()); n != len(texts) {
		t.Errorf("%d additions were the first of their runs, want %d", n, len(texts))
	}
	files := seriestest.Files(t, folder)
	got, want := dump(t, s), seriestest.Dump(series.Collect(files))
	if strip := strings.ReplaceAll(want, folder+string(filepath.Separator), ""); got != strip {
		t.Errorf("the database says\n%s\nthe folder says\n%s", got, strip)
	}
	i := 0
	for f, err := range s.Files(t.Context()) {
		if err != nil || i >= len(files) || f.Path != filepath.Base(files[i]) {
			t.Fatalf("file %d: %+v, %v", i, f, err)
		}
		i++
	}
	if path, there, err := s.Keep(t.Context(), texts[0]); !there || err != nil {
		t.Errorf("again: %s, %v, %v", path, there, err)
	}
	if i != len(files) {
		t.Errorf("%d files, want %d", i, len(files))
	}
	damaged(t, s, got)
}

// damaged: rows that do not fit their hashes are read from the text.
func damaged(t *testing.T, s *store.Store, want string) {
	t.Helper()
	for _, statement := range []string{
		"UPDATE bufbench_run SET samples[1] = samples[1] + 1",
		"UPDATE bufbench_run SET samples = '{}'",
		"DELETE FROM bufbench_run WHERE number = 0",
		"UPDATE bufbench_series SET unit = 'B/op'",
	} {
		if err := server.Exec("whole", statement); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, s); got != want {
			t.Errorf("after %s:\n%s\nwant\n%s", statement, got, want)
		}
	}
	if err := server.Exec("whole", "UPDATE bufbench_file SET body = substr(body, 1, 100)"); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range s.Files(t.Context()) {
		if errors.As(err, new(result.Problem)) {
			n++
		}
	}
	if n != 6 {
		t.Errorf("%d of 6 texts that were cut are named", n)
	}
}

// TestSQL: anybody can ask the tables.
func TestSQL(t *testing.T) {
	s, _ := open(t, "asked")
	for i := range 3 {
		if _, _, err := s.Keep(t.Context(), seriestest.Text(fmt.Sprint("c", i), i, 2)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := server.Query("asked", `SELECT r.head, s.name, v.x FROM bufbench_run r
		JOIN bufbench_layout l ON l.id = r.layout, unnest(l.series, r.samples) v(series, x)
		JOIN bufbench_series s ON s.id = v.series
		WHERE s.unit = 'B/op' AND s.name = 'X1-8' ORDER BY r.committed`)
	defer func() {
		for _, statement := range []string{
			"DELETE FROM bufbench_run USING bufbench_file f WHERE f.name = file AND f.added < '2027-01-01'",
			"DELETE FROM bufbench_file WHERE added < '2027-01-01'",
		} {
			if err := server.Exec("asked", statement); err != nil {
				t.Error(err)
			}
		}
		if c, err := s.Collect(t.Context()); c != nil || err != nil {
			t.Errorf("after old runs were deleted: %v, %v", c, err)
		}
	}()
	if want := "c0|X1-8|16\nc1|X1-8|16\nc2|X1-8|16"; got != want || err != nil {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

// TestRefused: what goes wrong is named with what to type, and no password is printed.
func TestRefused(t *testing.T) {
	s, url := open(t, "public")
	text := seriestest.Text("c1", 1, 1)
	if _, _, err := s.Keep(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	newer, _ := open(t, "newer")
	if _, _, err := newer.Keep(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	if err := server.Exec("newer", "INSERT INTO bufbench_version (version_id, is_applied) VALUES (99, true)"); err != nil {
		t.Fatal(err)
	}
	secret := func(password, schema string) string {
		return strings.Replace(server.URL(postgrestest.Secret, schema), postgrestest.Secret+"@", postgrestest.Secret+":"+password+"@", 1)
	}
	if err := server.Exec("public", "CREATE SCHEMA bare; GRANT USAGE ON SCHEMA bare TO "+postgrestest.Secret); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ url, want string }{
		"nobody there":  {"postgres://u:hunter2@127.0.0.1:1/x", "add a run to postgres://u@127.0.0.1:1/x: it cannot be reached: dial tcp 127.0.0.1:1: connect: connection refused (is it running there?"},
		"no socket":     {"postgres://u:hunter2@/x?host=/nowhere", "no such file or directory (is it running there?"},
		"no database":   {strings.Replace(url, "/postgres?", "/nosuch?", 1), `database "nosuch" does not exist (createdb nosuch makes it)`},
		"no user":       {server.URL("nobody", "public"), `role "nobody" does not exist (PGPASSWORD or`},
		"password":      {secret("hunter2", "public"), `password authentication failed for user "secret" (PGPASSWORD or a line of ~/.pgpass holds the password)`},
		"no permission": {secret("of%20the%20test", "public"), "permission denied for table bufbench_version (its owner types: GRANT USAGE, CREATE ON SCHEMA public TO secret; GRANT SELECT, INSERT"},
		"no tables":     {secret("of%20the%20test", "bare"), "permission denied for schema bare (its owner types"},
		"no schema":     {server.URL("bench", "nosuch"), "no schema has been selected to create in (search_path in the URL names a schema that is there, and that bench may use)"},
		"newer":         {server.URL("bench", "newer"), "its tables were made by a newer bufbench (version 99, and this one knows 1) (update bufbench)"},
	} {
		_, _, err := opened(t, test.url).Keep(t.Context(), text)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "of the test") {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	if _, err := opened(t, server.URL("bench", "newer")).Collect(t.Context()); err == nil || !strings.Contains(err.Error(), "read the record in") {
		t.Errorf("newer: %v", err)
	}
	for _, given := range []string{strings.Replace(url, "bench@", "bench:hunter2@", 1), url + "&password=hunter2"} {
		if s := opened(t, given).String(); strings.Contains(s, "hunter2") || !strings.Contains(s, "bench@") || !strings.Contains(s, "search_path=public") {
			t.Errorf("the address is %q", s)
		}
	}
	strange := seriestest.Of(record.Origin{Commit: "c2"}, "BenchmarkX\xff 1 5 ns/op\n")
	if _, _, err := s.Keep(t.Context(), strange); err == nil || !strings.Contains(err.Error(), `keeps only UTF-8 text, and "X\xff" is none`) {
		t.Errorf("no UTF-8: %v", err)
	}
}

// TestOpenRefused: a wrong URL is wrong usage, and nothing of it is repeated.
func TestOpenRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "no URL of a database",
		"host=x password=hunter2":               "no URL of a database",
		"mysql://u:hunter2@h/x":                 "no URL of a database",
		"postgres://u:hunter2/x@h:5432/x":       "leave the password to PGPASSWORD",
		"postgres://u:%zzhunter2@h/x":           "leave the password to PGPASSWORD",
		"postgres://u:hunter2@h:99999/x":        "the URL cannot be read: invalid port",
		"postgres://u:hunter2@h/x?sslmode=what": "the URL cannot be read: ",
	} {
		_, err := store.Open(text)
		if !option.Is(err) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestGone: a server that stops while somebody adds is named, what was kept stays, and the
// same command again counts once.
func TestGone(t *testing.T) {
	s, url := open(t, "gone")
	kept := make(chan record.Text, 1000)
	failed := make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			text := seriestest.Text(fmt.Sprint("c", i), i, 3)
			if _, _, err := s.Keep(context.Background(), text); err != nil {
				close(kept)
				failed <- err
				return
			}
			kept <- text
		}
	}()
	var all []record.Text
	for range 5 {
		all = append(all, <-kept)
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	for text := range kept {
		all = append(all, text)
	}
	if err := <-failed; !strings.Contains(err.Error(), "add a run to postgres://bench@") || !strings.Contains(err.Error(), "type the same command again") && !strings.Contains(err.Error(), "is it running there?") {
		t.Errorf("without a server: %v", err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	again := opened(t, url)
	for _, text := range all {
		if _, there, err := again.Keep(t.Context(), text); !there || err != nil {
			t.Errorf("%s after the stop: %v, %v", text.Name, there, err)
		}
	}
}

// TestKill: eight processes add runs to an empty database until they are killed. What each
// printed is there and whole, and so is everything else.
func TestKill(t *testing.T) {
	s, url := open(t, "killed")
	const children = 8
	var values []string
	for i := range children {
		values = append(values, fmt.Sprintf("%s|%d", url, i))
	}
	printed := seriestest.Kill(t, adder, values, *adds)
	there := map[string]bool{}
	for f, err := range s.Files(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		there[f.Path] = true
	}
	for name := range printed {
		if !there[name] {
			t.Errorf("%s was reported, and is not there", name)
		}
	}
	c, err := s.Collect(t.Context())
	if err != nil || c.Runs != len(there) || len(c.Problems) > 0 || len(printed) < *adds {
		t.Errorf("%d printed, %d files, %v", len(printed), len(there), err)
	}
	n, err := server.Query("killed", "SELECT count(*) FROM bufbench_file f WHERE runs <> (SELECT count(*) FROM bufbench_run WHERE file = f.name)")
	if n != "0" || err != nil {
		t.Errorf("%s files are not whole, %v", n, err)
	}
	t.Logf("%d runs were reported, %d are there", len(printed), len(there))
}
