package show

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
)

const begin = `# bufbench: a line is one launch (a fresh process) of one arm; the i-th line of each name is launch i
# started 2026-11-24T17:07:27Z commit 7d2b656 machine there-2c-000000
# seed 7 load 0.38
# retained A size=1MiB/passes=1: 64 sources, 64B used of each, the process grew by 66612KiB
# failed A/access=reuse/size=64B/passes=1: proof: it lies
# warning: other guests of this machine took 6.26s of its processors
# fit: identical code within 0.41 % call
Unit ns/op better=lower

`

// lines are launches of an arm in a case.
func lines(arm, at string, launches int, ns float64) string {
	var s strings.Builder
	for i := range launches {
		fmt.Fprintf(&s, "BenchmarkA/access=%s/%s-2 100 %g ns/op %g cpu-ns/op\n", arm, at, ns+float64(i), ns+float64(i))
	}
	return s.String()
}

// text is a case of two arms.
func text(at string, launches int) string {
	head := fmt.Sprintf("# launches=%d paired=yes clock=ns/op stop=fixed\ngoos: linux\ngoexperiment: simd\n\n", launches)
	return head + lines("copy", at, launches, 200) + lines("view", at, launches, 100)
}

const small, middle = "size=64B/passes=1", "size=4KiB/passes=1"

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	z.Write([]byte(text))
	z.Close()
	return out.String()
}

var known = []Scenario{{
	Info:   bench.Info{Name: "A", Question: "Copy or view?", Grid: bench.Grid{Sizes: []bench.Bytes{64, 4096}}},
	Rivals: []bench.Rival{{Name: "copy", Kind: bench.Copy}, {Name: "view", Kind: bench.View}},
}}

// reasons are what is missing, in one text.
func reasons(o Outcome) string {
	var s strings.Builder
	for _, m := range o.Missing {
		fmt.Fprintf(&s, "%s: %s\n", filepath.Base(m.Name), m.Reason)
	}
	return s.String()
}

// TestShow: a whole file, packed or not, is judged, and what its run noted is there.
func TestShow(t *testing.T) {
	whole := begin + text(small, 8) + text(middle, 8)
	for _, path := range []string{file(t, "run.txt", whole), file(t, "run.txt.gz", packed(t, whole))} {
		o, err := Show(Spec{Paths: []string{path}, Known: known})
		if err != nil || len(o.Scenarios) != 1 || len(o.Missing) != 0 || o.Unread || o.Head.Machine() != "there-2c-000000" || len(o.Lines) != 32 {
			t.Fatalf("Show(%s) = %+v, %v", path, o, err)
		}
		s := o.Scenarios[0]
		if s.Info.Question != "Copy or view?" || len(s.Cases) != 2 || len(s.Further) != 0 || s.Answer.Grid[0].Best != "view" || s.Retained.Sources != 64 || s.Retained.Grown != 66612*bench.KiB {
			t.Errorf("the scenario is %+v", s)
		}
		if len(o.Failed) != 1 || o.Failed[0].Name != "A/access=reuse/size=64B/passes=1" || o.Failed[0].Reason != "proof: it lies" {
			t.Errorf("failed is %+v", o.Failed)
		}
		if got, want := strings.Join(o.Trust, "\n"), "load 0.38 at the start\nwarning: other guests of this machine took 6.26s of its processors\nfit: identical code within 0.41 % call"; got != want {
			t.Errorf("of trust it says %q, want %q", got, want)
		}
	}
}

// TestMissing: of a file that is not whole, or has not all arms, what there is is shown,
// and what is missing is named.
func TestMissing(t *testing.T) {
	arms := func(names ...string) (s string) {
		for _, arm := range names {
			s += lines(arm, small, 8, 100)
		}
		return begin + s
	}
	whole := begin + text(small, 8) + text(middle, 8)
	cutLine := strings.LastIndex(whole, "Benchmark")
	for _, test := range []struct {
		name, text string
		cases      int
		unread     bool
		want       string
	}{
		{"cut at a line", whole[:cutLine], 2, true, "A/size=4KiB/passes=1: view has 7 of 8 launches, and is not paired"},
		{"cut within a line", whole[:len(whole)-20], 2, true, "run.txt: 49: missing units"},
		{"cut within the second case", whole[:strings.Index(whole, "access=copy/size=4KiB")+1], 1, true, "the file ends within this line"},
		{"cut while packed", packed(t, whole)[:len(packed(t, whole))-30], 1, true, "it is cut: "},
		{"a line of nonsense", begin + "BenchmarkA/access=copy/size=x/passes=1 1 1 ns/op\n" + text(small, 8), 1, true, `size "x" is not a number`},
		{"no time at all", begin + strings.ReplaceAll(text(small, 8), " ns/op", "e-999 ns/op") + text(middle, 8), 1, true, "an operation of a scenario takes time"},
		{"one launch", begin + text(small, 1), 1, false, "A: 1 of 6 launches that an interval takes: nothing is decided"},
		{"without copy", arms("view", "reuse"), 1, false, "A: no arm is called copy: there are no factors"},
		{"without view", arms("copy", "reuse"), 1, false, "A: no arm is called view: nothing says if a view wins"},
		{"another program's", strings.ReplaceAll(begin+text(small, 8), "BenchmarkA/", "BenchmarkOther/"), 1, false, "Other: another program holds this scenario"},
		{"an older head", strings.ReplaceAll(begin, "# bufbench: ", "# ") + text(small, 8), 1, false, ""},
	} {
		o, err := Show(Spec{Paths: []string{file(t, "run.txt", test.text)}, Known: known})
		if err != nil || len(o.Scenarios) != 1 {
			t.Errorf("%s: %+v, %v, want one scenario", test.name, o, err)
			continue
		}
		if got := len(o.Scenarios[0].Cases); got < test.cases || o.Unread != test.unread || !strings.Contains(reasons(o), test.want) || test.want == "" && reasons(o) != "" {
			t.Errorf("%s: %d cases, unread %v, missing %q, want %d, %v, %q", test.name, got, o.Unread, reasons(o), test.cases, test.unread, test.want)
		}
	}
}

// TestRefused: what is no results file, or no one sample, is refused by name.
func TestRefused(t *testing.T) {
	a := file(t, "a.txt", begin+text(small, 8))
	there := func(old, now string) string {
		return file(t, "b.txt", strings.ReplaceAll(strings.ReplaceAll(begin+text(small, 8), "17:07:27", "18:00:00"), old, now))
	}
	for _, test := range []struct {
		name  string
		spec  Spec
		asked bool // it is a mistake in what was asked
		want  string
	}{
		{"no file", Spec{Paths: []string{"nosuch.txt"}}, false, "no such file"},
		{"a folder", Spec{Paths: []string{"."}}, false, "no regular file, but a folder"},
		{"an empty file", Spec{Paths: []string{file(t, "e.txt", "")}}, false, "no line of a scenario: it is no results file"},
		{"others' benchmarks", Spec{Paths: []string{file(t, "g.txt", "goos: linux\nBenchmarkX-8 1 2 ns/op\nPASS\n")}}, false, "its benchmarks are of others (bufbench compare reads them)"},
		{"half a packed file", Spec{Paths: []string{file(t, "h.gz", packed(t, begin)[:5])}}, false, "unexpected EOF"},
		{"two machines", Spec{Paths: []string{a, there("there-2c-000000", "here-2c-111111")}}, true, "differ in the machine (there-2c-000000 and here-2c-111111)"},
		{"two machines in one file", Spec{Paths: []string{file(t, "c.txt", begin+text(small, 8)+strings.ReplaceAll(begin, "there-2c-000000", "here-2c-111111")+text(middle, 8))}}, true, "holds runs of the machines there-2c-000000 and here-2c-111111"},
		{"two builds", Spec{Paths: []string{a, there("simd", "none")}}, true, "differ in goexperiment (simd and none)"},
		{"one run twice", Spec{Paths: []string{a, a}}, true, "give it once"},
		{"one that is cut", Spec{Paths: []string{a, there("BenchmarkA/access=view/size=64B/passes=1-2 100 107 ", "# ")}}, true, "is not whole: A/size=64B/passes=1: view has 7 of 8 launches"},
		{"no such scenario", Spec{Paths: []string{a}, Names: []string{"B"}}, true, `no line of a scenario "B" is in `},
	} {
		o, err := Show(test.spec)
		if err == nil || option.Is(err) != test.asked || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %+v, %v, want %q", test.name, o, err, test.want)
		}
	}
	_, err := Show(Spec{Paths: []string{file(t, "e.txt", "")}})
	if !errors.Is(err, ErrForeign) {
		t.Errorf("an empty file is %v, want ErrForeign", err)
	}
}

// TestTogether: two runs of one machine and build are one sample.
func TestTogether(t *testing.T) {
	first := begin + text(small, 8)
	second := strings.ReplaceAll(begin, "17:07:27", "18:00:00") + text(small, 6)
	o, err := Show(Spec{Paths: []string{file(t, "a.txt", first), file(t, "b.txt", second)}, Names: []string{"a"}, Known: known})
	if err != nil || o.Scenarios[0].Cases[0].Launches != 14 {
		t.Errorf("two files are %+v, %v, want 14 launches", o, err)
	}
	if len(o.Trust) != 6 || !strings.Contains(o.Trust[0], "a.txt: load 0.38") {
		t.Errorf("of trust it says %q, want the file of each", o.Trust)
	}
}

// TestOneScenario: the lines of other scenarios are left out.
func TestOneScenario(t *testing.T) {
	both := begin + text(small, 8) + strings.ReplaceAll(text(small, 8), "BenchmarkA/", "BenchmarkB/")
	o, err := Show(Spec{Paths: []string{file(t, "run.txt", both)}, Names: []string{"b"}, Known: known})
	if err != nil || len(o.Scenarios) != 1 || o.Scenarios[0].Info.Name != "B" || len(o.Lines) != 16 {
		t.Errorf("of one scenario it shows %+v, %v", o, err)
	}
}

// TestGrid: cases that a run marked, or that its own grid lacks, are beyond the grid.
func TestGrid(t *testing.T) {
	const odd = "size=96B/passes=1"
	sequential := func(text string) string { return strings.ReplaceAll(text, "stop=fixed", "stop=sequential") }
	marked := "# proof: copy moved; " + session.BeyondGrid + "\n" + text(odd, 8)
	for _, test := range []struct {
		name, text     string
		cases, further int
	}{
		{"a fixed number", text(small, 8) + text(odd, 8), 2, 0},
		{"marked", text(small, 8) + marked, 1, 1},
		{"marked first", marked + text(small, 8) + text(middle, 8), 2, 1},
		{"most of the grid", sequential(text(small, 8) + text(middle, 8) + text(odd, 8)), 2, 1},
		{"none of the grid", sequential(text(odd, 8)), 1, 0},
		{"other conditions", sequential(text(odd, 8) + text("cache=cold/"+odd, 8)), 1, 1},
		{"other conditions alone", sequential(text("cache=cold/"+odd, 8)), 1, 0},
	} {
		o, err := Show(Spec{Paths: []string{file(t, "run.txt", begin+test.text)}, Known: known})
		if err != nil || len(o.Scenarios[0].Cases) != test.cases || len(o.Scenarios[0].Further) != test.further {
			t.Errorf("%s: %+v, %v, want %d and %d cases", test.name, o.Scenarios, err, test.cases, test.further)
		}
	}
}

// TestGridOrder: cases of a scenario's own grid are in its order, whatever the order in which
// they were measured: the case in the middle depends on it.
func TestGridOrder(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"own":          {text(middle, 8) + text(small, 8), small + " " + middle + " "},
		"with another": {text("size=96B/passes=1", 8) + text(small, 8), "size=96B/passes=1 " + small + " "},
	} {
		o, err := Show(Spec{Paths: []string{file(t, "run.txt", begin+test.text)}, Known: known})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, c := range o.Scenarios[0].Cases {
			got += c.Case.String() + " "
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// FuzzShow: any bytes are shown or refused.
func FuzzShow(f *testing.F) {
	f.Add([]byte(begin + text(small, 2)))
	f.Add([]byte("\x1f\x8b"))
	f.Add([]byte("# started machine\n# retained A size=-1/passes=x: 1 sources, 1B used of each, the process grew by 1B\nBenchmarkA/access=copy/size=1B/passes=1 1 0 ns/op\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		o, err := Show(Spec{Paths: []string{file(t, "run.txt", string(text))}, Known: known})
		if err == nil && len(o.Lines) == 0 && !o.Unread {
			t.Errorf("nothing is shown, and nothing is missing: %+v", o)
		}
	})
}
