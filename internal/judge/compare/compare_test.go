package compare_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// tables compares texts, each of which is a file called a, b, c, … in results.
func tables(t *testing.T, q compare.Query, g compare.Goal, texts ...string) []compare.Table {
	t.Helper()
	var inputs []result.Input
	for i, text := range texts {
		label := string(rune('a' + i))
		path := filepath.Join(t.TempDir(), label)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, result.Input{Label: label, Path: path})
	}
	return tablesOf(t, q, g, inputs)
}

func tablesOf(t *testing.T, q compare.Query, g compare.Goal, inputs []result.Input) []compare.Table {
	t.Helper()
	read := &result.Texts{Inputs: inputs, Keys: q.Keys()}
	cells, err := compare.Collect(q, read.Parts())
	if err != nil {
		t.Fatal(err)
	}
	if problems, _ := read.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	return cells.Tables(g, read.Units(), read.Places())
}

// outline is what tables hold, without their figures: for each its unit, what it
// has in common, what it is compared across, and the rows with the number of
// values in each column.
func outline(all []compare.Table) []string {
	var out []string
	for _, t := range all {
		s := t.Unit
		for _, c := range t.Config {
			s += " " + c.Key + "=" + c.Value
		}
		for _, a := range t.Across {
			s += " across " + a.String()
		}
		for _, r := range t.Rows {
			s += " | " + r.Name
			for _, c := range r.Cells {
				n := 0
				if c != nil {
					n = c.N
				}
				s += fmt.Sprintf(" %d", n)
			}
		}
		out = append(out, s)
	}
	return out
}

// one is the only comparison of tables.
func one(t *testing.T, all []compare.Table) *compare.Comparison {
	t.Helper()
	var found []*compare.Comparison
	for _, table := range all {
		found = slices.AppendSeq(found, table.Comparisons())
	}
	if len(found) != 1 {
		t.Fatalf("%d comparisons in %q, want 1", len(found), outline(all))
	}
	return found[0]
}

// lines are lines of one benchmark.
func lines(name, unit string, values ...float64) string {
	var s strings.Builder
	for _, v := range values {
		fmt.Fprintf(&s, "Benchmark%s 1 %v %s\n", name, v, unit)
	}
	return s.String()
}

// around is n values near a centre, which neither drift nor hang together.
func around(center float64, n int) []float64 {
	r := rand.New(rand.NewPCG(uint64(n), math.Float64bits(center)))
	values := make([]float64, n)
	for i, at := range r.Perm(n) {
		values[i] = center * (1 + (float64(at)-float64(n-1)/2)/1000)
	}
	return values
}

// TestJoining: tables are joined where what keeps them apart is constant in
// each column, and only there.
func TestJoining(t *testing.T) {
	x, y := "BenchmarkX 1 5 m\n", "BenchmarkY 1 5 m\n"
	for _, test := range []struct {
		name  string
		q     compare.Query
		texts []string
		want  []string
	}{
		{
			name: "commit and date differ", texts: []string{"commit: 1\ndate: mon\npkg: p\n" + x, "commit: 2\ndate: tue\npkg: p\n" + x},
			want: []string{"m pkg=p across commit=1, 2 across date=mon, tue | X 1 1"},
		},
		{
			name: "nothing differs", texts: []string{"commit: 1\n" + x, "commit: 1\n" + x},
			want: []string{"m commit=1 | X 1 1"},
		},
		{
			name: "two packages with one name each", texts: []string{"pkg: p\n" + x + "pkg: q\n" + x, "pkg: p\n" + x + "pkg: q\n" + x + x},
			want: []string{"m pkg=p | X 1 1", "m pkg=q | X 1 2"},
		},
		{
			name: "two packages, and another commit", texts: []string{"commit: 1\npkg: p\n" + x + "pkg: q\n" + x, "commit: 2\npkg: p\n" + x + "pkg: q\n" + x + x},
			want: []string{"m pkg=p across commit=1, 2 | X 1 1", "m pkg=q across commit=1, 2 | X 1 2"},
		},
		{
			name: "a package that only one has", texts: []string{"pkg: p\n" + x + "pkg: q\n" + x, "pkg: p\n" + x},
			want: []string{"m pkg=p | X 1 1", "m pkg=q | X 1"},
		},
		{
			name: "another package", texts: []string{"pkg: p\n" + x, "pkg: q\n" + x},
			want: []string{"m across pkg=p, q | X 1 1"},
		},
		{
			name: "a key that only one has", texts: []string{x, "note: 1\n" + x},
			want: []string{"m across note=(none), 1 | X 1 1"},
		},
		{
			name: "a key that part of one has", texts: []string{x, x + "note: 1\n" + x},
			want: []string{"m | X 1 2"},
		},
		{
			name: "a key that differs within one", texts: []string{"note: 1\n" + x, "note: 1\n" + x + "note: 2\n" + x},
			want: []string{"m | X 1 2"},
		},
		{
			name: "lines of a log", texts: []string{"pkg: p\nredis: gone\n" + x + "redis: back\n" + x + "warning: w\n" + x, "pkg: p\n" + x + "coverage: 3 %\nredis: gone again\n" + x},
			want: []string{"m pkg=p | X 3 2"},
		},
		{
			name: "a key that differs within one, and is asked for", q: compare.Query{Col: "note"}, texts: []string{"note: 1\n" + x + "note: 2\n" + x + x},
			want: []string{"m | X 1 2"},
		},
		{
			name: "a key that differs within one, in a filter", q: compare.Query{Filter: "note:2"}, texts: []string{"note: 1\n" + x + "note: 2\n" + x + x, "note: 2\n" + x},
			want: []string{"m | X 2 1"},
		},
		{
			name: "a line of a log that looks like a head", texts: []string{"goos: linux\ncpu: c\n" + x + "cpu: 85 % busy\npkg: of the day: none\n" + x, "goos: linux\ncpu: c\n" + x},
			want: []string{"m goos=linux cpu=c | X 2 1"},
		},
		{
			name: "a processor in another case, padded", texts: []string{"cpu: AMD EPYC 7763\n" + x, "cpu: amd  EPYC 7763   \n" + x},
			want: []string{"m cpu=AMD EPYC 7763 | X 1 1"},
		},
		{
			name: "a part that does not name its processor", texts: []string{"goos: o\npkg: p\n" + x + "goos: o\npkg: p\ncpu: c\n" + y, "goos: o\npkg: p\ncpu: c\n" + x + y},
			want: []string{"m goos=o pkg=p cpu=c | X 1 1 | Y 1 1"},
		},
		{
			name: "two toolchains", q: compare.Query{Col: "toolchain"}, texts: []string{"toolchain: base\n" + x + "toolchain: new\n" + x},
			want: []string{"m | X 1 1"},
		},
		{
			name: "another number of processors", texts: []string{lines("X-4", "m", 5) + lines("Y/a-1-4", "m", 5), lines("X-8", "m", 5) + lines("Y/a-1-8", "m", 5)},
			want: []string{"m | X 1 1 | Y/a-1 1 1"},
		},
		{
			name: "one processor, which has no number", texts: []string{lines("X", "m", 5) + lines("Y/utf-8", "m", 5), lines("X-8", "m", 5) + lines("Y/utf-8-8", "m", 5)},
			want: []string{"m | X 1 1 | Y/utf-8 1 1"},
		},
		{
			name: "another number, and another name", texts: []string{lines("X-4", "m", 5) + lines("Y-4", "m", 5), lines("X-8", "m", 5) + lines("Z-8", "m", 5)},
			want: []string{"m | X-4 1 0 | Y-4 1 0 | X-8 0 1 | Z-8 0 1"},
		},
		{
			name: "several numbers, by -cpu", texts: []string{lines("X-4", "m", 5) + lines("X-8", "m", 5), lines("X-8", "m", 5) + lines("X-16", "m", 5)},
			want: []string{"m | X-4 1 0 | X-8 1 1 | X-16 0 1"},
		},
		{
			name: "three files", texts: []string{"commit: 1\n" + x, "commit: 2\n" + x, "commit: 1\n" + x},
			want: []string{"m across commit=1, 2 | X 1 1 1"},
		},
		{
			name: "columns from one file", q: compare.Query{Col: "/arm", Row: ".name"}, texts: []string{"commit: 1\n" + lines("X/arm=a", "m", 5) + lines("X/arm=b", "m", 5, 6)},
			want: []string{"m commit=1 | X 1 2"},
		},
		{
			name: "columns that are in both files", q: compare.Query{Col: "/arm", Row: ".name"},
			texts: []string{"commit: 1\n" + lines("X/arm=a", "m", 5) + lines("X/arm=b", "m", 5), "commit: 2\n" + lines("X/arm=a", "m", 5) + lines("X/arm=b", "m", 5)},
			want:  []string{"m | X 2 2"},
		},
		{
			name: "tables that were asked for", q: compare.Query{Table: "commit"}, texts: []string{"commit: 1\n" + x, "commit: 2\n" + x},
			want: []string{"m commit=1 | X 1", "m commit=2 | X 1"},
		},
		{
			name: "rows of one side", texts: []string{x, y},
			want: []string{"m | X 1 0 | Y 0 1"},
		},
		{
			name: "a unit of one side", texts: []string{x + lines("Z", "n", 1), x},
			want: []string{"m | X 1 1", "n | Z 1"},
		},
		{
			name: "what the filter leaves", q: compare.Query{Filter: ".name:X .unit:m"}, texts: []string{x + y + lines("X", "n", 1), x + y},
			want: []string{"m | X 1 1"},
		},
	} {
		if got := outline(tables(t, test.q, compare.Goal{}, test.texts...)); !slices.Equal(got, test.want) {
			t.Errorf("%s: tables %q, want %q", test.name, got, test.want)
		}
	}
}

// TestApart: times of different machines are not judged, and counts are.
func TestApart(t *testing.T) {
	text := func(head string, x float64) string {
		return head + "Unit allocs/op assume=exact\n" + lines("X", "ns/op", around(x, 20)...) + lines("X", "allocs/op", x)
	}
	machine := func(name string) string { return "# bufbench: x\n# started x commit c machine " + name + "\n" }
	for _, test := range []struct {
		name       string
		q          compare.Query
		old, later string // heads
		want       compare.Separation
	}{
		{name: "nothing is said"},
		{name: "one processor", old: "cpu: a\n", later: "cpu: a\n"},
		{name: "two processors", old: "cpu: a\n", later: "cpu: b\n", want: compare.Separation{Kind: compare.ByMachine, Setting: "cpu=a, b"}},
		{name: "two systems", old: "goos: linux\n", later: "goos: darwin\n", want: compare.Separation{Kind: compare.ByMachine, Setting: "goos=linux, darwin"}},
		{name: "two architectures", old: "goarch: arm\n", later: "goarch: arm64\n", want: compare.Separation{Kind: compare.ByMachine, Setting: "goarch=arm, arm64"}},
		{name: "one says nothing", later: "cpu: b\n"},
		{name: "two packages", old: "pkg: a\n", later: "pkg: b\n"},
		{name: "one machine", old: machine("m"), later: machine("m")},
		{name: "two machines", old: machine("m"), later: machine("n"), want: compare.Separation{Kind: compare.ByMachine, Places: [2]string{"m", "n"}}},
		{name: "one machine is not known", later: machine("n")},
		{name: "two processors, tables by package", q: compare.Query{Table: "pkg"}, old: "cpu: a\n", later: "cpu: b\n", want: compare.Separation{Kind: compare.ByMachine, Places: [2]string{"a", "b"}}},
		{name: "two processors that are no news", q: compare.Query{Ignore: "cpu"}, old: "cpu: a\n", later: "cpu: b\n"},
		{name: "two processors are the question", q: compare.Query{Col: "cpu"}, old: "cpu: a\n", later: "cpu: b\n"},
	} {
		for _, table := range tables(t, test.q, compare.Goal{}, text(test.old, 100), text(test.later, 150)) {
			word, reason := verdict.Worse, compare.NoReason
			if table.Unit == "sec/op" && test.want.Kind != compare.Together {
				word, reason = verdict.Undecided, compare.Separated
			}
			if table.Unit != "sec/op" { // which holds on every machine
				test.want = compare.Separation{}
			}
			got := one(t, []compare.Table{table})
			if table.Apart != test.want || got.Word != word || got.Reason != reason {
				t.Errorf("%s: %s is %s (%d), apart %v; want %s (%d), apart %v", test.name, table.Unit, got.Word, got.Reason, table.Apart, word, reason, test.want)
			}
		}
	}
}

// TestApartNone: what does not say where it was measured is no other machine.
func TestApartNone(t *testing.T) {
	x := lines("X", "ns/op", around(5, 10)...)
	for _, test := range []struct {
		texts []string
		apart bool
	}{
		{[]string{"cpu: a\n" + x, x, "cpu: a\n" + x}, false},
		{[]string{"cpu: a\n" + x, x, "cpu: b\n" + x}, true},
		{[]string{x, "cpu: a\n" + x, "cpu: b\n" + x}, true},
	} {
		if got := tables(t, compare.Query{}, compare.Goal{}, test.texts...); (got[0].Apart.Kind != compare.Together) != test.apart || len(got) != 1 {
			t.Errorf("%.8q: apart %v in %d tables, want %v in one", test.texts, got[0].Apart, len(got), test.apart)
		}
	}
}

// TestApartWithin: a column of two machines is of two machines.
func TestApartWithin(t *testing.T) {
	var inputs []result.Input
	for _, in := range []struct{ label, machine string }{{"a", "m"}, {"a", "n"}, {"b", "m"}} {
		path := filepath.Join(t.TempDir(), "f")
		text := "# bufbench: x\n# started x commit c machine " + in.machine + "\n" + lines("X", "ns/op", around(5, 10)...)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, result.Input{Label: in.label, Path: path})
	}
	if got := tablesOf(t, compare.Query{}, compare.Goal{}, inputs); got[0].Apart != (compare.Separation{Kind: compare.ByMachine, Places: [2]string{"m", "n"}}) {
		t.Errorf("apart %v, want that m and n differ", got[0].Apart)
	}
}

// TestWords: what comes of two samples.
func TestWords(t *testing.T) {
	ten := func(x float64) []float64 { return slices.Repeat([]float64{x}, 10) }
	for _, test := range []struct {
		name, unit string // with what a Unit line says of it
		old, later []float64
		word       verdict.Word
		method     compare.Method
		reason     compare.Reason // 0 is not looked at
		need       int            // values of each, where they are too few
	}{
		{name: "more time", unit: "ns/op", old: around(100, 10), later: around(120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "less time", unit: "ns/op", old: around(120, 10), later: around(100, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more bytes a second", unit: "MB/s", old: around(100, 10), later: around(120, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more requests a second", unit: "req/s", old: around(100, 10), later: around(120, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more errors a second", unit: "errors/s", old: around(100, 10), later: around(120, 10), word: verdict.Undecided, method: compare.Unpaired, reason: compare.Undirected},
		{name: "more copied bytes", unit: "copied-B/op", old: around(100, 10), later: around(120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "more of something", unit: "widgets", old: around(100, 10), later: around(120, 10), word: verdict.Undecided, method: compare.Unpaired, reason: compare.Undirected},
		{name: "more of something good", unit: "widgets better=higher", old: around(100, 10), later: around(120, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more of something bad", unit: "widgets better=lower", old: around(100, 10), later: around(120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "the text does not know better of time", unit: "ns/op better=higher", old: around(100, 10), later: around(120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "nor that time is exact", unit: "ns/op assume=exact", old: []float64{100}, later: []float64{120}, word: verdict.Undecided, method: compare.Unpaired},
		{name: "nor of a rate of bytes", unit: "MB/s better=lower", old: around(120, 10), later: around(100, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "less gas a second", unit: "mgas/s", old: around(120, 10), later: around(100, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "less of a rate whose text says that less is better", unit: "mgas/s better=lower", old: around(120, 10), later: around(100, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more queries", unit: "QPS", old: around(100, 10), later: around(120, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "more milliseconds", unit: "p99-ms", old: around(100, 10), later: around(120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "hardly a difference", unit: "ns/op", old: around(100, 10), later: around(100.01, 10), word: verdict.Same, method: compare.Unpaired},
		{name: "too few", unit: "ns/op", old: around(100, 3), later: around(200, 3), word: verdict.Undecided, method: compare.Unpaired, reason: compare.TooFew, need: 4},
		{name: "one of each", unit: "ns/op", old: []float64{100}, later: []float64{200}, word: verdict.Undecided, method: compare.Unpaired, reason: compare.TooFew, need: 4},
		{name: "few against many", unit: "ns/op", old: around(100, 1), later: around(200, 10), word: verdict.Undecided, method: compare.Unpaired, reason: compare.TooFew, need: 4},
		{name: "all equal", unit: "ns/op", old: ten(5), later: ten(5), word: verdict.Same, method: compare.Unpaired},
		{name: "all equal and too few", unit: "ns/op", old: []float64{5, 5}, later: []float64{5, 5}, word: verdict.Undecided, method: compare.Unpaired, reason: compare.TooFew, need: 4},
		{name: "each constant", unit: "ns/op", old: ten(5), later: ten(6), word: verdict.Worse, method: compare.Unpaired},
		{name: "from zero", unit: "allocs/op", old: ten(0), later: ten(1), word: verdict.Worse, method: compare.Unpaired},
		{name: "to zero", unit: "allocs/op", old: ten(1), later: ten(0), word: verdict.Better, method: compare.Unpaired},
		{name: "zero", unit: "allocs/op", old: ten(0), later: ten(0), word: verdict.Same, method: compare.Unpaired},
		{name: "from zero, one of each", unit: "allocs/op", old: []float64{0}, later: []float64{1}, word: verdict.Undecided, method: compare.Unpaired, reason: compare.TooFew},
		{name: "from zero, now and then", unit: "allocs/op", old: ten(0), later: append(ten(0), 1), word: verdict.Undecided, method: compare.Unpaired, reason: compare.NoRatio},
		{name: "zeros among times", unit: "ns/op", old: append(ten(0), 5), later: append(ten(0), 6), word: verdict.Undecided, method: compare.Unpaired, reason: compare.NoRatio},
		{name: "from no time", unit: "p99-ns", old: ten(0), later: ten(5), word: verdict.Worse, method: compare.Unpaired},
		{name: "negative values", unit: "balance better=higher", old: around(-100, 10), later: around(-120, 10), word: verdict.Worse, method: compare.Unpaired},
		{name: "negative values of nothing", unit: "balance", old: around(-100, 10), later: around(-120, 10), word: verdict.Undecided, method: compare.Unpaired, reason: compare.Undirected},
		{name: "across zero", unit: "balance better=higher", old: around(-100, 10), later: around(100, 10), word: verdict.Better, method: compare.Unpaired},
		{name: "exact, one of each", unit: "allocs better=lower assume=exact", old: []float64{3}, later: []float64{4}, word: verdict.Worse, method: compare.Exact},
		{name: "exact, and less", unit: "allocs better=lower assume=exact", old: []float64{4}, later: []float64{3}, word: verdict.Better, method: compare.Exact},
		{name: "exact and equal", unit: "allocs better=lower assume=exact", old: []float64{3}, later: []float64{3, 3}, word: verdict.Same, method: compare.Exact},
		{name: "exact, from zero", unit: "allocs better=lower assume=exact", old: []float64{0}, later: []float64{1}, word: verdict.Worse, method: compare.Exact},
		{name: "exact and negative", unit: "balance better=higher assume=exact", old: []float64{-1}, later: []float64{-2}, word: verdict.Worse, method: compare.Exact},
		{name: "exact and of nothing", unit: "balance assume=exact", old: []float64{1}, later: []float64{2}, word: verdict.Undecided, method: compare.Exact, reason: compare.Undirected},
		{name: "exact, but they vary", unit: "allocs better=lower assume=exact", old: []float64{3, 4}, later: []float64{4, 4}, word: verdict.Undecided, method: compare.Unpaired},
	} {
		unit, _, _ := strings.Cut(test.unit, " ")
		head := "Unit " + test.unit + " x=y\n"
		got := one(t, tables(t, compare.Query{}, compare.Goal{}, head+lines("X", unit, test.old...), head+lines("X", unit, test.later...)))
		if got.Word != test.word || got.Method != test.method || test.reason != compare.NoReason && got.Reason != test.reason || test.need > 0 && got.Few.Need != test.need || (got.Reason == compare.NoReason) != (got.Word != verdict.Undecided) {
			t.Errorf("%s: %s, %s (%d), want %s, %s (%d)", test.name, got.Method, got.Word, got.Reason, test.method, test.word, test.reason)
		}
		if bad := math.IsNaN(got.Adjusted) || math.IsNaN(got.Ratio.Center) || math.IsNaN(got.P); bad {
			t.Errorf("%s: %+v holds NaN", test.name, got)
		}
	}
}

// TestBeyond: what is worse by less than a threshold, interval and all, is not
// worse; where the interval reaches across it, it is undecided.
func TestBeyond(t *testing.T) {
	for _, test := range []struct {
		name, unit string
		old, later float64
		threshold  float64
		want       verdict.Word
	}{
		{"none", "ns/op", 100, 120, 0, verdict.Worse},
		{"far beyond", "ns/op", 100, 120, 0.1, verdict.Worse},
		{"far below", "ns/op", 100, 120, 0.5, compare.Allowed},
		{"across", "ns/op", 100, 120, 0.2, verdict.Undecided},
		{"better", "ns/op", 120, 100, 0.5, verdict.Better},
		{"less a second, far beyond", "MB/s", 120, 100, 0.1, verdict.Worse},
		{"less a second, far below", "MB/s", 120, 100, 0.5, compare.Allowed},
		{"less a second, across", "MB/s", 120, 100, 0.2, verdict.Undecided},
		{"more a second", "MB/s", 100, 120, 0.5, verdict.Better},
		{"from zero", "B/op", 0, 8, 0.5, verdict.Worse},
	} {
		all := tables(t, compare.Query{}, compare.Goal{}, lines("X", test.unit, around(test.old, 20)...), lines("X", test.unit, around(test.later, 20)...))
		if got := all[0].Beyond(one(t, all), test.threshold); got != test.want {
			t.Errorf("%s: %s, want %s (ratio %+v)", test.name, got, test.want, one(t, all).Ratio)
		}
	}
	exact := tables(t, compare.Query{}, compare.Goal{}, "Unit allocs assume=exact better=lower\n"+lines("X", "allocs", 100), lines("X", "allocs", 101))
	if got := exact[0].Beyond(one(t, exact), 0.5); got != verdict.Worse {
		t.Errorf("exact: %s, want worse: counts have no threshold", got)
	}
	if got, want := compare.Count(exact, 0.5), (compare.Counts{Worse: 1}); got != want || got.All() != 1 {
		t.Errorf("Count = %+v, want %+v", got, want)
	}
}

// TestCorrections: p-values of a known table, corrected by hand.
func TestCorrections(t *testing.T) {
	// Samples of four each that do not overlap have p = 2/70; those that are
	// intertwined have p = 1 or nearly so.
	apart, mixed := [2][]float64{{1, 2, 3, 4}, {5, 6, 7, 8}}, [2][]float64{{1, 4, 5, 8}, {2, 3, 6, 7}}
	const p = 2. / 70
	for _, test := range []struct {
		name      string
		c         compare.Correction
		apart     int // rows of that kind
		mixed     int
		equal     int // which leave the family
		adjusted  float64
		different verdict.Word
	}{
		{"alone, Holm", compare.Holm, 1, 0, 0, p, verdict.Worse},
		{"alone, by default", "", 1, 0, 0, p, verdict.Worse},
		{"two, Holm", compare.Holm, 1, 1, 0, 2 * p, verdict.Undecided},
		{"two, by default", "", 1, 1, 0, 2 * p, verdict.Undecided},
		{"two, one of which is all equal", compare.Holm, 1, 0, 1, p, verdict.Worse},
		{"three, false discovery rate", compare.BenjaminiHochberg, 2, 1, 0, 3 * p / 2, verdict.Worse},
		{"four, false discovery rate", compare.BenjaminiHochberg, 2, 2, 0, 4 * p / 2, verdict.Undecided},
		{"four, none", compare.None, 2, 2, 0, p, verdict.Worse},
	} {
		var old, later string
		add := func(kind string, n int, samples [2][]float64) {
			for i := range n {
				old += lines(fmt.Sprint(kind, i), "ns/op", samples[0]...)
				later += lines(fmt.Sprint(kind, i), "ns/op", samples[1]...)
			}
		}
		add("Apart", test.apart, apart)
		add("Mixed", test.mixed, mixed)
		add("Equal", test.equal, [2][]float64{{1, 1, 1, 1}, {1, 1, 1, 1}})
		table := tables(t, compare.Query{}, compare.Goal{Correction: test.c}, old, later)[0]
		if table.Family != test.apart+test.mixed {
			t.Errorf("%s: family of %d, want %d", test.name, table.Family, test.apart+test.mixed)
		}
		for _, r := range table.Rows {
			got := r.Cells[1].Against
			if strings.HasPrefix(r.Name, "Apart") && (math.Abs(got.Adjusted-test.adjusted) > 1e-9 || got.Word != test.different || math.Abs(got.P-p) > 1e-9) {
				t.Errorf("%s: %s is %s with p = %v, adjusted %v; want %s with %v, %v", test.name, r.Name, got.Word, got.P, got.Adjusted, test.different, p, test.adjusted)
			}
			if strings.HasPrefix(r.Name, "Mixed") && got.Word != verdict.Undecided {
				t.Errorf("%s: %s is %s, want undecided", test.name, r.Name, got.Word)
			}
		}
	}
}

// TestExactAlone: exact units are no part of a family, and zero values are no
// warning of it.
func TestExactAlone(t *testing.T) {
	head := "Unit n assume=exact better=lower\n"
	table := tables(t, compare.Query{}, compare.Goal{}, head+lines("X", "n", 0)+lines("Y", "n", 1), lines("X", "n", 0)+lines("Y", "n", 2))[0]
	if table.Family != 0 || !table.Exact {
		t.Errorf("family of %d, exact %v, want 0 and true", table.Family, table.Exact)
	}
}

// shuffled is values in a fixed order without pattern.
func shuffled(values []float64) []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]float64, len(values))
	for i, at := range r.Perm(len(values)) {
		out[i] = values[at]
	}
	return out
}

// TestDoubt: values that drift or hang together tell less than as many
// independent ones, and it is said.
func TestDoubt(t *testing.T) {
	var rising []float64
	for i := range 20 {
		rising = append(rising, 100+float64(i))
	}
	var waves []float64 // the same backwards: no drift
	for block := range 13 {
		for i := range 5 {
			waves = append(waves, 100+float64(block%2)*10+math.Abs(float64(block*5+i-32))/100)
		}
	}
	for _, test := range []struct {
		name    string
		values  []float64
		warning compare.WarningKind
	}{
		{"drift", rising, compare.Drifting},
		{"waves", waves, compare.Neighbors},
	} {
		// As far below as a rank-sum test of independent values shows clearly.
		base := make([]float64, len(test.values))
		for i, v := range shuffled(test.values) {
			base[i] = v - 10 + float64(i%7)/1000
		}
		judged := func(values []float64) (*compare.Comparison, []compare.Warning) {
			all := tables(t, compare.Query{}, compare.Goal{}, lines("X", "ns/op", base...), lines("X", "ns/op", values...))
			return one(t, all), all[0].Rows[0].Cells[1].Warnings
		}
		c, warnings := judged(test.values)
		clean, none := judged(shuffled(test.values))
		if clean.Word != verdict.Worse || len(none) > 0 {
			t.Errorf("%s, shuffled: %s, warnings %v, want worse and none", test.name, clean.Word, none)
		}
		if len(warnings) != 1 || warnings[0].Kind != test.warning {
			t.Errorf("%s: warnings %v, want one of kind %d", test.name, warnings, test.warning)
		}
		wider := c.Ratio.Lo < clean.Ratio.Lo && c.Ratio.Hi > clean.Ratio.Hi && c.Adjusted > clean.Adjusted && c.Detectable > clean.Detectable
		if !wider || c.P != clean.P || c.Ratio.Center != clean.Ratio.Center {
			t.Errorf("%s: %+v, want it wider than that of the shuffled values, %+v, about the same centre and benchstat's p", test.name, c, clean)
		}
	}
}

// TestProcessors: many goroutines come to what one comes to.
func TestProcessors(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var texts [3]string
	for i := range texts {
		var s strings.Builder
		for row := range 200 {
			for range 5 {
				fmt.Fprintf(&s, "BenchmarkX%d 1 %d ns/op %d B/op\n", row, 100+r.IntN(9), r.IntN(3))
			}
		}
		texts[i] = s.String()
	}
	printed := func(processors int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		var s strings.Builder
		for _, table := range tables(t, compare.Query{}, compare.Goal{}, texts[:]...) {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					cell := *c
					if cell.Against != nil {
						fmt.Fprintf(&s, "%+v ", *cell.Against)
						cell.Against = nil
					}
					fmt.Fprintf(&s, "%s %+v\n", row.Name, cell)
				}
			}
			for _, col := range table.Cols {
				fmt.Fprintf(&s, "%+v\n", col)
			}
		}
		return s.String()
	}
	if a, b := printed(1), printed(4); a != b || strings.Count(a, "\n") != 2*(200*3+3) {
		t.Errorf("GOMAXPROCS 1 and 4 differ, or %d lines are not %d", strings.Count(a, "\n"), 2*(200*3+3))
	}
}

// TestQueryErrors: an error says which part of the query it is about.
func TestQueryErrors(t *testing.T) {
	for _, test := range []struct {
		q    compare.Query
		part string
	}{
		{compare.Query{Filter: "("}, "filter"},
		{compare.Query{Table: "a b@("}, "table"},
		{compare.Query{Row: ".unit"}, "row"},
		{compare.Query{Col: "/x@nope"}, "col"},
		{compare.Query{Ignore: "\""}, "ignore"},
	} {
		var bad *option.Error
		if _, err := compare.Collect(test.q, nil); !errors.As(err, &bad) || bad.Option != test.part {
			t.Errorf("Collect(%+v): %v, want an error about %s", test.q, err, test.part)
		}
	}
}

// TestMean: the mean of ratios, and what is said where there is none.
func TestMean(t *testing.T) {
	for _, test := range []struct {
		name          string
		old, later    string
		center, ratio float64
		warnings      int
	}{
		{"ratios", lines("X", "m", 1) + lines("Y", "m", 4), lines("X", "m", 2) + lines("Y", "m", 32), 8, 4, 0},
		{"a row is missing", lines("X", "m", 1) + lines("Y", "m", 4), lines("X", "m", 2), 2, 2, 1},
		{"zeros", lines("X", "m", 0) + lines("Y", "m", 4), lines("X", "m", 0) + lines("Y", "m", 16), 0, 2, 1},
		{"from zero", lines("X", "m", 0) + lines("Y", "m", 4), lines("X", "m", 1) + lines("Y", "m", 16), 4, 0, 0},
		{"negative", lines("X", "m", -1), lines("X", "m", 2), 2, 0, 1},
	} {
		col := tables(t, compare.Query{}, compare.Goal{}, test.old, test.later)[0].Cols[1]
		if m := col.Mean; math.Abs(m.Center-test.center) > 1e-9 || math.Abs(m.Ratio-test.ratio) > 1e-9 || len(m.Warnings) != test.warnings {
			t.Errorf("%s: mean %+v, want %v, ratio %v and %d warnings", test.name, m, test.center, test.ratio, test.warnings)
		}
	}
}

// TestTypical: bytes that are 0 in nearly every line are the same on both sides,
// though there is no ratio to 0; where a quarter of the lines is another value
// they are not.
func TestTypical(t *testing.T) {
	text := func(others int) string {
		var s strings.Builder
		for i := range 20 {
			bytes := 0
			if i < others {
				bytes = 1 + i
			}
			fmt.Fprintf(&s, "BenchmarkX-2 9 %d B/op\n", bytes)
		}
		return s.String()
	}
	for others, want := range map[int]verdict.Word{0: verdict.Same, 1: verdict.Same, 4: verdict.Same, 8: verdict.Undecided} {
		if c := one(t, tables(t, compare.Query{}, compare.Goal{}, text(0), text(others))); c.Word != want {
			t.Errorf("%d of 20 lines are not 0: %s (%d), want %s", others, c.Word, c.Reason, want)
		}
	}
}

// TestFewBytes: a difference of B/op that is smaller than any object is none. It is one
// of allocations, or where a person says that the values are exact.
func TestFewBytes(t *testing.T) {
	for _, test := range []struct {
		unit       string
		base, now  float64
		assume     string
		word, turn verdict.Word
	}{
		{"B/op", 0, 1, "", verdict.Same, verdict.Same},
		{"B/op", 64, 66, "", verdict.Same, verdict.Same},
		{"B/op", 0, 8, "", verdict.Worse, verdict.Better},
		{"B/op", 64, 72, "", verdict.Worse, verdict.Better},
		{"allocs/op", 0, 1, "", verdict.Worse, verdict.Better},
		{"copied-B/op", 64, 66, "", verdict.Worse, verdict.Better},
		{"B/op", 0, 1, "Unit B/op assume=exact\n", verdict.Worse, verdict.Better},
	} {
		base := test.assume + lines("X", test.unit, slices.Repeat([]float64{test.base}, 12)...)
		now := test.assume + lines("X", test.unit, slices.Repeat([]float64{test.now}, 12)...)
		if c := one(t, tables(t, compare.Query{}, compare.Goal{}, base, now)); c.Word != test.word {
			t.Errorf("%s%s from %v to %v is %s, want %s", test.assume, test.unit, test.base, test.now, c.Word, test.word)
		}
		if c := one(t, tables(t, compare.Query{}, compare.Goal{}, now, base)); c.Word != test.turn {
			t.Errorf("%s%s from %v to %v is %s, want %s", test.assume, test.unit, test.now, test.base, c.Word, test.turn)
		}
	}
}
