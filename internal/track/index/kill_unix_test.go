//go:build unix

package index

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series/seriestest"
)

// adds is how many runs are added before everybody is killed.
var adds = flag.Int("adds", 24, "how many runs TestKill adds before it kills")

// adder is the variable that makes this test binary add runs for ever.
const adder = "BUFBENCH_TEST_INDEX_ADDER"

// TestMain is the adder in a child: it adds a run, reads the record by its index, and
// prints the path of the run.
func TestMain(m *testing.M) {
	folder, rest, child := strings.Cut(os.Getenv(adder), "|")
	if !child {
		os.Exit(m.Run())
	}
	path, number, _ := strings.Cut(rest, "|")
	x := Index{Path: path, Say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }}
	for i := 0; ; i++ {
		file, _, err := seriestest.Text(fmt.Sprintf("c%s-%d", number, i), i, 40).Write(folder)
		files, unread := record.Files(folder)
		if err != nil || unread != nil {
			os.Exit(1)
		}
		x.Collect(context.Background(), files)
		fmt.Println(file)
	}
}

// TestKill: eight processes add runs and write the index until they are killed, again and
// again. What each printed is there, the index says what the text says, and one that is
// made anew has the same rows.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	p := &place{T: t, folder: filepath.Join(dir, "record"), Index: Index{Path: filepath.Join(dir, "index.sqlite")}}
	p.Say = func(format string, args ...any) { p.said = append(p.said, fmt.Sprintf(format, args...)) }
	const rounds, children = 4, 8
	printed := map[string]bool{}
	for round := range rounds {
		var values []string
		for i := range children {
			values = append(values, fmt.Sprintf("%s|%s|%d-%d", p.folder, p.Path, round, i))
		}
		maps.Copy(printed, seriestest.Kill(t, adder, values, *adds/rounds))
	}
	for path := range printed {
		if _, err := record.Open(path); err != nil {
			t.Error(err)
		}
	}
	p.check("after the kills")
	if files := seriestest.Files(t, p.folder); len(printed) < *adds || len(files) < len(printed) || p.has() != len(files) || len(p.said) > 0 {
		t.Errorf("%d printed, %d files, %d in the index, said %q", len(printed), len(files), p.has(), p.said)
	}
	survived := rows(p)
	if err := os.Remove(p.Path); err != nil {
		t.Fatal(err)
	}
	p.check("made anew")
	if anew := rows(p); anew != survived {
		t.Errorf("the index made anew has\n%s\nthe one that survived\n%s", anew, survived)
	}
	t.Logf("%d runs were reported, %d are there", len(printed), len(seriestest.Files(t, p.folder)))
}

// rows is all that an index holds, in order.
func rows(p *place) string {
	p.Helper()
	db, err := connect(p.Path)
	if err != nil {
		p.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, query := range []string{
		"SELECT name || hex(hash) || hex(seal) || added || units || problems || runs FROM bufbench_file",
		"SELECT file || number || hex(id) || head || base || subject || committed || measured || hex(layout) || hex(samples) FROM bufbench_run",
		"SELECT hex(id) || hex(series) || hex(sides) FROM bufbench_layout",
		"SELECT id || package || name || unit || env FROM bufbench_series",
	} {
		found, err := db.Query(query + " ORDER BY 1")
		if err != nil {
			p.Fatal(err)
		}
		for found.Next() {
			var row string
			if err := found.Scan(&row); err != nil {
				p.Fatal(err)
			}
			fmt.Fprintln(&out, row)
		}
		if err := found.Err(); err != nil {
			p.Fatal(err)
		}
	}
	return out.String()
}
