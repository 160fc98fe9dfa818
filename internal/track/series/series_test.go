package series_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/track/order"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"github.com/bufbench/bufbench/internal/track/series/seriestest"
	"golang.org/x/perf/benchfmt"
)

// add adds one run to a folder: lines of Go benchmark text, with configuration. The day
// is the date of its commit.
func add(t *testing.T, folder, commit, base string, day int, text string) string {
	t.Helper()
	origin := record.Origin{Commit: commit, Base: base, Committed: time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC)}
	path, _, err := seriestest.Of(origin, text).Write(folder)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// collect reads a folder, and returns all series as text.
func collect(t *testing.T, folder string) (*series.Collection, string) {
	t.Helper()
	files, err := record.Files(folder)
	if err != nil {
		t.Fatal(err)
	}
	c := series.Collect(files)
	var out strings.Builder
	for _, s := range c.Along(order.ByDate(c.Seen), nil) {
		fmt.Fprintf(&out, "%s %s (%s) %+d %v", s, s.Unit, s.Env, s.Better, s.Exact)
		for _, p := range s.Points {
			fmt.Fprintf(&out, " %d:%.4g", p.At, p.Values)
		}
		out.WriteByte('\n')
	}
	return c, out.String()
}

// TestAlong: machines, releases, packages and units are apart, replicates and runs of one
// commit are together, a run that stands in two files counts once, and what is not read is
// named.
func TestAlong(t *testing.T) {
	folder := t.TempDir()
	const here, there = "machine: a\ngo: go1.26\npkg: x/y\n", "machine: b\ngo: go1.26\npkg: x/y\n"
	add(t, folder, "c1", "", 1, here+"BenchmarkX 1 5e9 ns/op 3 allocs/op\nBenchmarkX 1 6e9 ns/op 3 allocs/op\n")
	add(t, folder, "c2", "", 2, here+"BenchmarkX 1 7e9 ns/op 4 allocs/op\n")
	add(t, folder, "c2", "", 2, there+"BenchmarkX 1 1e9 ns/op\n")
	add(t, folder, "c3", "", 3, strings.Replace(here, "1.26", "1.27", 1)+"load: 3\nBenchmarkX 1 9e9 ns/op 0 my/op\n")
	add(t, folder, "c2", "", 2, here+"BenchmarkX 1 8e9 ns/op 4 allocs/op\n")
	cut := add(t, folder, "c4", "", 4, here+"BenchmarkX 1 1e9 ns/op\n")
	if err := os.Truncate(cut, 100); err != nil {
		t.Fatal(err)
	}
	c, got := collect(t, folder)
	const want = `y.X sec/op (machine=a; go=go1.26) -1 false 0:[5 6] 1:[7 8]
y.X sec/op (machine=a; go=go1.27) -1 false 2:[9]
y.X sec/op (machine=b; go=go1.26) -1 false 1:[1]
y.X allocs/op (machine=a; go=go1.26) -1 true 0:[3 3] 1:[4 4]
y.X my/op (machine=a; go=go1.27) +0 false 2:[0]
`
	if sortedValues(got) != want {
		t.Errorf("series:\n%s\nwant\n%s", got, want)
	}
	if len(c.Problems) != 1 || c.Problems[0].File != cut || c.Runs != 5 || c.Same != 0 {
		t.Errorf("%v, %d runs, %d the same", c.Problems, c.Runs, c.Same)
	}
}

// TestDirection: what a text says of a unit goes before what its name says.
func TestDirection(t *testing.T) {
	folder := t.TempDir()
	add(t, folder, "c1", "", 1, "Unit stalls/s better=lower\npkg: x\nBenchmarkX 1 5 stalls/s 5 req/s 5 ns/op\n")
	_, got := collect(t, folder)
	for _, want := range []string{"stalls/s () -1", "req/s () +1", "sec/op () -1"} {
		if !strings.Contains(got, want) {
			t.Errorf("series:\n%s\nwant %q among them", got, want)
		}
	}
}

// sortedValues puts replicates of one commit in order: files are read in that of hashes.
func sortedValues(text string) string { return strings.ReplaceAll(text, "[8 7]", "[7 8]") }

// TestSameRun: a run that was added twice is one, although each addition measured another
// speed of the machine. Results without that speed are the same run too, and others are not.
func TestSameRun(t *testing.T) {
	folder := t.TempDir()
	for i, speed := range []string{"1", "2", ""} {
		text := "pkg: x/y\nBenchmarkX 1 5 B/op\n"
		if speed != "" {
			text += "pkg: bufbench/machine\nBenchmarkMachine/work=a 1 " + speed + " B/op\n"
		}
		if _, _, err := seriestest.Of(record.Origin{Commit: "c1", Subject: fmt.Sprint(i)}, text).Write(folder); err != nil {
			t.Fatal(err)
		}
	}
	add(t, folder, "c1", "", 1, "pkg: x/y\nBenchmarkX 1 6 B/op\npkg: bufbench/machine\nBenchmarkMachine/work=a 1 1 B/op\n")
	c, got := collect(t, folder)
	if c.Runs != 2 || c.Same != 2 || !strings.Contains(got, " 0:[5 6]\n") && !strings.Contains(got, " 0:[6 5]\n") {
		t.Errorf("%d runs, %d the same:\n%s", c.Runs, c.Same, got)
	}
}

// TestSame: a history that is imported again with more runs adds only those, and a clock
// that goes back inside of a history does not change its order.
func TestSame(t *testing.T) {
	folder := t.TempDir()
	var runs []record.Run
	for i, day := range []int{5, 3, 9} {
		r := &benchfmt.Result{Name: benchfmt.Name("X"), Iters: 1, Values: []benchfmt.Value{{Value: float64(i + 1), Unit: "B/op"}}}
		runs = append(runs, record.Run{Origin: record.Origin{Commit: fmt.Sprintf("c%d", i), Committed: time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC)}, Results: []*benchfmt.Result{r}})
	}
	for _, n := range []int{2, 3} {
		if _, _, err := record.Write(folder, record.Batch{Runs: runs[:n]}, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	c, got := collect(t, folder)
	if want := "X B/op () -1 false 0:[1] 1:[2] 2:[3]\n"; got != want || c.Runs != 3 || c.Same != 2 || c.Back < 1 {
		t.Errorf("%q, %d runs, %d the same, %d back, want %q", got, c.Runs, c.Same, c.Back, want)
	}
}

// sides is a comparison of two commits, with the ratio of head to base.
func sides(ratio float64) string {
	var base, head strings.Builder
	for i := range 9 {
		x := 100 + float64(i%3)
		fmt.Fprintf(&base, "BenchmarkX 1 %v ns/op\n", x)
		fmt.Fprintf(&head, "BenchmarkX 1 %v ns/op\n", x*ratio*(1+0.01*float64(i%2)))
	}
	return "side: base\n" + base.String() + "side: head\n" + head.String()
}

// TestChains: ratios multiply along a chain over machines, its interval grows, and what
// nobody compared begins a new chain.
func TestChains(t *testing.T) {
	folder := t.TempDir()
	add(t, folder, "c2", "c1", 2, "machine: a\n"+sides(1.1))
	add(t, folder, "c3", "c2", 3, "machine: b\n"+sides(1.1))
	add(t, folder, "c5", "c4", 5, "machine: b\n"+sides(0.5))
	c, _ := collect(t, folder)
	l := order.ByDate(c.Seen)
	chains := c.Chains(l, nil)
	if len(chains) != 1 || chains[0].Env != "" || len(chains[0].Links) != 5 {
		t.Fatalf("chains: %+v", chains)
	}
	at := map[string]int{}
	for i, link := range chains[0].Links {
		at[l.Commits[link.At].ID] = i
	}
	links := chains[0].Links
	for id, want := range map[string]float64{"c1": 1, "c2": 1.1, "c3": 1.21, "c4": 1, "c5": 0.5} {
		got := links[at[id]]
		if math.Abs(got.Index/want-1) > 0.011 || got.Low > got.Index || got.High < got.Index {
			t.Errorf("%s: %+v, want %v", id, got, want)
		}
	}
	width := func(id string) float64 { return math.Log(links[at[id]].High / links[at[id]].Low) }
	if !(width("c3") > width("c2") && width("c2") > 0 && width("c1") == 0) {
		t.Errorf("widths: %v, %v, %v, want them to grow", width("c1"), width("c2"), width("c3"))
	}
}

// TestChainsOnce: a benchmark has one chain, also if the first of its machines tells nothing.
func TestChainsOnce(t *testing.T) {
	folder := t.TempDir()
	add(t, folder, "c2", "c1", 2, "machine: a\nside: base\nBenchmarkX 1 0 ns/op\nside: head\nBenchmarkX 1 0 ns/op\n")
	add(t, folder, "c3", "c2", 3, "machine: b\n"+sides(1.1))
	add(t, folder, "c4", "c3", 4, "machine: c\n"+sides(1.1))
	c, _ := collect(t, folder)
	if chains := c.Chains(order.ByDate(c.Seen), nil); len(chains) != 1 {
		t.Errorf("%d chains, want 1: %+v", len(chains), chains)
	}
}

// TestBaseDates: a commit that others were compared with came before all of them, unless
// its date is known.
func TestBaseDates(t *testing.T) {
	inOrder := func(c *series.Collection) (all string) {
		for _, one := range order.ByDate(c.Seen).Commits {
			all += one.ID + " "
		}
		return all
	}
	folder := t.TempDir()
	for i, head := range []string{"d", "b", "c"} { // in the order of their names, "b" is the first file
		add(t, folder, head, "z", 3-i, sides(1.1))
	}
	c, _ := collect(t, folder)
	if got := inOrder(c); got != "z c b d " {
		t.Errorf("in order: %q, want the base first", got)
	}
	add(t, folder, "z", "", 2, "BenchmarkX 1 5 ns/op\n")
	if c, _ = collect(t, folder); inOrder(c) != "c b z d " && inOrder(c) != "c z b d " {
		t.Errorf("in order: %q, want the base at its date", inOrder(c))
	}
}

// TestCollectNothing: a folder without files, and one with other files, are no series.
func TestCollectNothing(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.txt")
	if err := os.WriteFile(other, []byte("BenchmarkX 1 2 ns/op\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if c := series.Collect([]string{other}); len(c.Seen) != 0 || len(c.Problems) != 1 {
		t.Errorf("%d commits, %v", len(c.Seen), c.Problems)
	}
}
