package threshold

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// launched is a meter that has made six launches at some sizes, and its points.
func launched(t *testing.T, over string, labels [2]string) (*meter, []breakeven.Point) {
	t.Helper()
	m := &meter{rivals: rivals{labels: labels, what: "BenchmarkA and BenchmarkB", name: "BenchmarkThreshold", over: over}, lines: map[int]*[2][]result.Launch{}, begin: time.Now()}
	m.pkg, m.spec = "example.com/own", Spec{Results: t.TempDir()}
	m.spec.Packages.Procs = 2
	m.memo = memo{Benchmark: m.what, Over: over, Along: verdict.Along(over), Rivals: labels, Precision: 0.15, Seed: 1<<64 - 1, Go: "go1.99"}
	var err error
	if m.file, err = newFile(m.spec.Results, m.name, m.binaries); err != nil {
		t.Fatal(err)
	}
	var points []breakeven.Point
	for x := 16; x <= 1<<14; x *= 4 {
		p := breakeven.Point{X: float64(x)}
		for i := range 6 {
			copied, viewed := 500+0.5*float64(x)/3+float64(i%3), 1000+0.1*float64(x)/3+float64(i%2)
			p.Copy, p.View = append(p.Copy, copied), append(p.View, viewed)
			m.note(x, [2]result.Launch{
				{N: 100, Values: []result.Value{{Unit: "ns/op", X: copied}, {Unit: "B/op", X: 64}}},
				{N: 50, Values: []result.Value{{Unit: "ns/op", X: viewed}, {Unit: "B/op", X: 0}}},
			})
			m.launches++
		}
		points = append(points, p)
	}
	return m, points
}

// TestBuild: the text says how the benchmarks were built, not how this program was.
func TestBuild(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{self: machine.ReadBuild().Cgo, "not there": ""} {
		f, err := newFile(t.TempDir(), "BenchmarkX", [2]gotest.Binary{{Path: path}, {Path: path}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, line := range f.heading.Config {
			if line[0] == "cgo" {
				got = line[1]
			}
		}
		if got != want {
			t.Errorf("cgo of %s: %q, want %q", path, got, want)
		}
	}
}

// kept is an outcome whose text was written, and the text.
func kept(t *testing.T, over string, labels [2]string) (*Outcome, string, []byte) {
	t.Helper()
	m, points := launched(t, over, labels)
	o := &Outcome{Go: "go1.99", Notes: []string{"a note: of two parts"}, Failed: []match.Note{{What: "BenchmarkB with $N=7", Said: "panic: too large"}}}
	o.fill(m, breakeven.Find(points, m.memo.search()), points)
	if err := m.keep(o); err != nil {
		t.Fatal(err)
	}
	o.File = m.file.Path
	text, err := os.ReadFile(o.File)
	if err != nil || !Is(text) {
		t.Fatalf("%v: it is not the text of a threshold:\n%s", err, text)
	}
	return o, o.File, text
}

// TestRead: the text of a search is judged as the search was.
func TestRead(t *testing.T) {
	for _, over := range []string{"size", "$SIZE", "-chunk-size", ""} {
		want, path, text := kept(t, over, [2]string{"a/copy", "view-2"})
		got, err := Read(path, text)
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Breakeven.Crossings) != 1 || !reflect.DeepEqual(got.Breakeven, want.Breakeven) {
			t.Errorf("over %q: it says %+v, want one crossing as in %+v", over, got.Breakeven, want.Breakeven)
		}
		got.Breakeven, got.Spent = want.Breakeven, want.Spent
		if !reflect.DeepEqual(got, want) {
			t.Errorf("over %q: it has\n%+v\nwant\n%+v\n%s", over, got, want, text)
		}
	}
}

// TestTextIsBenchmarkText: any reader of Go benchmark text finds the pairs.
func TestTextIsBenchmarkText(t *testing.T) {
	_, path, text := kept(t, "size", [2]string{"copy", "view"})
	texts := &result.Texts{Inputs: []result.Input{{Path: path, Text: text}}}
	lines, pairs := 0, map[int]bool{}
	for r := range texts.Records() {
		lines++
		pairs[r.Paired] = true
		if name := string(r.Name); !strings.HasPrefix(name, "Threshold/access=") || !strings.HasSuffix(name, "-2") || r.GetConfig("pkg") != "example.com/own" {
			t.Errorf("a line is called %s, of %s", name, r.GetConfig("pkg"))
		}
	}
	if first, more := texts.Problems(); lines != 72 || len(pairs) != 6 || pairs[0] || len(first)+more > 0 {
		t.Errorf("%d lines in %d pairings, problems %v; want 72 in 6", lines, len(pairs), first)
	}
	if folder := filepath.Base(filepath.Dir(path)); !strings.HasPrefix(filepath.Base(path), "threshold-") || folder != texts.Places()[0].Machine {
		t.Errorf("the file is %s, want one in the folder of machine %s", path, texts.Places()[0].Machine)
	}
}

// TestReadHostile: what a text lacks is named, and the rest is judged.
func TestReadHostile(t *testing.T) {
	_, _, whole := kept(t, "size", [2]string{"copy", "view"})
	lines := strings.SplitAfter(string(whole), "\n")
	last := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "BenchmarkThreshold/access=view/size=16384") })
	for _, test := range []struct{ name, text, want string }{
		{"a line is missing", strings.Join(slices.Delete(slices.Clone(lines), last, last+1), ""), "at 16384 it has 6 launches of copy and 5 of view"},
		{"a line is bad", strings.Replace(string(whole), " ns/op", " ns/op ns/op", 1), "t.txt:"},
		{"others", "BenchmarkX 1 1 ns/op\n", "t.txt is not the text of bufbench threshold"},
		{"a head alone", strings.Join(lines[:5], ""), "none of its 5 lines is a benchmark result"},
		{"no JSON", "# threshold {\n", "not the text"},
	} {
		o, err := Read("t.txt", []byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error is %v, want one with %q", test.name, err, test.want)
		}
		if rest := strings.HasPrefix(test.name, "a line"); rest != (o != nil) || rest && len(o.Times) != 5 {
			t.Errorf("%s: the rest is %+v", test.name, o)
		}
	}
}

func TestShared(t *testing.T) {
	for _, test := range []struct{ a, b, want string }{
		{"BenchmarkRead/growing", "BenchmarkRead/presized", "BenchmarkRead"},
		{"BenchmarkRead/json/growing", "BenchmarkRead/json/presized", "BenchmarkRead/json"},
		{"BenchmarkFlagCopy", "BenchmarkFlagView", "BenchmarkFlag"},
		{"BenchmarkGetOld", "BenchmarkGoNew", "BenchmarkThreshold"},
		{"BenchmarkOldest", "BenchmarkOld", "BenchmarkThreshold"},
		{"BenchmarkFlagOldest", "BenchmarkFlagOld/x", "BenchmarkFlag"},
		{"BenchmarkCopy", "BenchmarkView", "BenchmarkThreshold"},
	} {
		if got := shared(test.a, test.b); got != test.want {
			t.Errorf("shared(%q, %q) = %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

// TestPlaceOf: the last level of access= is that of the rivals.
func TestPlaceOf(t *testing.T) {
	for name, want := range map[string]string{
		"Read/access=base/size=64-8":             "64 base",
		"Read/access=mmap/access=head/size=64-8": "64 head",
	} {
		x, rival, ok := placeOf(name)
		if got := fmt.Sprint(x, " ", rival); got != want || !ok {
			t.Errorf("%s: %s, %v, want %s", name, got, ok, want)
		}
	}
	for _, name := range []string{"Read/size=64", "Read/access=base", "Read/access=base/size=x"} {
		if _, _, ok := placeOf(name); ok {
			t.Errorf("%s has a place", name)
		}
	}
}
