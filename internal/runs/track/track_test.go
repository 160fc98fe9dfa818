package track_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/git/gittest"
	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/runs/track"
)

// project is a repository with a record.
type project struct {
	*testing.T
	place track.Place
}

func newProject(t *testing.T) project {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git (apt-get install git)")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, variable := range append(gittest.Environment(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir)) {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	p := project{t, track.Place{Folder: filepath.Join(dir, "results", "track"), Dir: dir}}
	p.git("init", "--quiet", "--initial-branch=main")
	return p
}

func (p project) git(args ...string) string {
	p.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = p.place.Dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.Fatalf("git %v: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit makes a commit of a file, and returns its hash.
func (p project) commit(text string) string {
	p.Helper()
	if err := os.WriteFile(filepath.Join(p.place.Dir, "file"), []byte(text), 0o666); err != nil {
		p.Fatal(err)
	}
	p.git("add", "file")
	p.git("commit", "--quiet", "--message="+text)
	return p.git("rev-parse", "HEAD")
}

// add adds a text from standard input.
func (p project) add(text string, change func(*track.Addition)) (track.Additions, error) {
	a := track.Addition{Place: p.place, Paths: []string{"-"}, Stdin: strings.NewReader(text), Now: time.Now()}
	if change != nil {
		change(&a)
	}
	return track.Add(p.Context(), a)
}

const bench = "pkg: example.com/codec\nBenchmarkDecode-8 100 %d ns/op 16 B/op %d allocs/op\nPASS\n"

// TestAdd: results are of HEAD, the same results are there once, and a history shows the
// change of its commit.
func TestAdd(t *testing.T) {
	p := newProject(t)
	for i := range 6 {
		p.commit(fmt.Sprint("change ", i))
		text := fmt.Sprintf(bench, 100+i, 1+i/4)
		for range 2 {
			if out, err := p.add(text, nil); err != nil || len(out.Files) != 1 || len(out.Problems) > 0 {
				t.Fatalf("%+v, %v", out, err)
			}
		}
	}
	h, err := track.Load(t.Context(), p.place, track.Query{Unit: "allocs/op"})
	if err != nil || h.Runs != 6 || len(h.Series) != 1 || len(h.Line.Commits) != 6 || h.Line.Strange != 0 {
		t.Fatalf("%d runs, %d series, %v", h.Runs, len(h.Series), err)
	}
	o := track.Judge(h, alert.Acks{}, time.Now())
	if len(o.Groups) != 1 || o.Line.Commits[o.Groups[0].Commit].Subject != "change 4" {
		t.Fatalf("groups: %+v", o.Groups)
	}
	commit := o.Line.Commits[4].ID
	ack := track.Acknowledgement{File: filepath.Join(t.TempDir(), "ack.toml"), Commit: commit[:9], Reason: `a "copy" more`, Until: "2999-12-31"}
	if names, err := track.Acknowledge(o, ack, time.Now()); err != nil || len(names) != 1 {
		t.Fatalf("acknowledged %q, %v", names, err)
	}
	text, err := os.ReadFile(ack.File)
	if err != nil {
		t.Fatal(err)
	}
	acks := alert.Acks{File: ack.File}
	if acks.List, err = gate.ReadAcks(text, ack.File); err != nil {
		t.Fatal(err)
	}
	o = track.Judge(h, acks, time.Now())
	if len(o.Stale) > 0 || o.Found.Changes[0].Acknowledged == nil {
		t.Errorf("after ack: %+v, %v", o.Found.Changes, o.Stale)
	}
	if _, err := track.Acknowledge(o, ack, time.Now()); err == nil || !strings.Contains(err.Error(), "no open change for the worse") {
		t.Errorf("a second ack: %v", err)
	}
}

// TestAddRefuses: what would be kept under a wrong commit, or has nothing to keep, is
// refused with what to do, and nothing is written.
func TestAddRefuses(t *testing.T) {
	p := newProject(t)
	first := p.commit("one")
	good := fmt.Sprintf(bench, 1, 1)
	ab := "# bufbench: a line is one launch (a fresh process) of one side; the i-th lines of both are a pair\n# started 2026-11-30T23:53:22Z machine m\n# base: main (" + first[:9] + ")\n# head: the working tree (" + first[:9] + "-dirty)\nside: base\nBenchmarkX 1 2 ns/op\nside: head\nBenchmarkX 1 2 ns/op\n"
	for name, test := range map[string]struct {
		text, want string
		change     func(*track.Addition)
	}{
		"empty":      {"", "- has no result that can be kept", nil},
		"prose":      {"hello\n", "- has no result that can be kept", nil},
		"revision":   {good, `there is no revision "nope"`, func(a *track.Addition) { a.Commit = "nope" }},
		"set":        {good, "set x: it is not KEY=VALUE", func(a *track.Addition) { a.Set = []string{"x"} }},
		"own key":    {good, "commit is what the record itself writes", func(a *track.Addition) { a.Set = []string{"commit=x"} }},
		"past":       {good, "names neither its commit nor its day", func(a *track.Addition) { a.Past = true }},
		"day":        {good, "it is no day", func(a *track.Addition) { a.Past, a.Date = true, "yesterday" }},
		"dirty head": {ab, "is about a working tree with changes", nil},
		"commands":   {strings.ReplaceAll(strings.ReplaceAll(ab, "main ("+first[:9]+")", "true"), "the working tree ("+first[:9]+"-dirty)", "false"), "does not say of which commits", nil},
		"report":     {`{"schema": 1, "tables": []}`, "is a report, and has no line", nil},
		"cut":        {`window.BENCHMARK_DATA = {"entries": {"x": [`, "read - as the history of github-action-benchmark: unexpected end", nil},
		"log":        {"commit: done\n" + good, `has the line "commit: done", and that is no hash of a commit`, nil},
		"late log":   {strings.TrimSuffix(good, "PASS\n") + "commit: " + first + "\nBenchmarkY 1 2 ns/op\n", `has a line "commit: ..." that is not of all results`, nil},
		"missing":    {"", "no such file", func(a *track.Addition) { a.Paths = []string{"/nowhere/x.txt"} }},
	} {
		if _, err := p.add(test.text, test.change); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	if err := os.WriteFile(filepath.Join(p.place.Dir, "file"), []byte("changed"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := p.add(good, nil); err == nil || !strings.Contains(err.Error(), "the working tree has changes") {
		t.Errorf("with changes: %v", err)
	}
	if _, err := os.Stat(p.place.Folder); err == nil {
		t.Error("something was written")
	}
	if _, err := track.Load(t.Context(), p.place, track.Query{}); err == nil || !strings.Contains(err.Error(), "there is no record in") {
		t.Errorf("without a record: %v", err)
	}
}

// TestAddBad: a line with a value that is no number is left out and named, and the rest is
// kept.
func TestAddBad(t *testing.T) {
	p := newProject(t)
	p.commit("one")
	out, err := p.add("BenchmarkX 1 NaN ns/op 3 allocs/op\nBenchmarkY 1 +Inf ns/op\nBenchmarkZ 1 5 ns/op\n", nil)
	if err != nil || len(out.Files) != 1 || out.Files[0].Values != 1 || len(out.Problems) != 2 {
		t.Errorf("%+v, %v", out, err)
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || len(h.Series) != 1 {
		t.Errorf("%d series, %v", len(h.Series), err)
	}
}

// TestAddSides: the text of ab is a ratio of two commits, and values of both.
func TestAddSides(t *testing.T) {
	p := newProject(t)
	base := p.commit("base")
	head := p.commit("head")
	var text strings.Builder
	fmt.Fprintf(&text, "# bufbench: a line is one launch (a fresh process) of one side; the i-th lines of both are a pair\n# started 2026-11-30T23:53:22Z machine m-1\n# base: main~1 (%.9s)\n# head: main (%.9s)\n", base, head)
	for side, ns := range map[string]int{"base": 100, "head": 200} {
		fmt.Fprintf(&text, "side: %s\n", side)
		for i := range 5 {
			fmt.Fprintf(&text, "BenchmarkX 1 %d ns/op\n", ns+i)
		}
	}
	if _, err := p.add(text.String(), nil); err != nil {
		t.Fatal(err)
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || len(h.Series) != 2 || h.Series[1].Unit != "index" || len(h.Series[0].Points) != 2 || !strings.Contains(h.Series[0].Env, "machine=m-1") || len(h.Chains) != 1 {
		t.Fatalf("%+v %+v, %v", h.Series, h.Chains, err)
	}
	if last := h.Chains[0].Links[1]; h.Line.Commits[last.At].ID != head || last.Index < 1.9 || last.Index > 2.1 {
		t.Errorf("index: %+v", last)
	}
}

// TestAddNamed: a text that names the commits of its lines is a run per commit, and a file
// of the record that is added elsewhere is the same file.
func TestAddNamed(t *testing.T) {
	p := newProject(t)
	first, second := p.commit("one"), p.commit("two")
	text := "commit: " + first + "\nBenchmarkX 1 5 ns/op\ncommit: " + second[:12] + "\nBenchmarkX 1 6 ns/op\n"
	out, err := p.add(text, nil)
	if err != nil || out.Files[0].Runs != 2 {
		t.Fatalf("%+v, %v", out, err)
	}
	elsewhere := p.place
	elsewhere.Folder = filepath.Join(t.TempDir(), "other")
	again, err := track.Add(t.Context(), track.Addition{Place: elsewhere, Paths: []string{out.Files[0].Path}, Past: true, Now: time.Now()})
	if err != nil || filepath.Base(again.Files[0].Path) != filepath.Base(out.Files[0].Path) {
		t.Errorf("%+v, %v, want the name of %s", again, err, out.Files[0].Path)
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || len(h.Line.Commits) != 2 || h.Line.Strange != 0 || h.Line.Commits[1].Subject != "two" {
		t.Errorf("%+v, %v", h.Line, err)
	}
}

// TestExportReads: what is exported reads as the record it came from: units, and the order
// of commits that git does not know.
func TestExportReads(t *testing.T) {
	p := newProject(t)
	p.commit("any")
	for i, id := range []string{"fffffff1", "0000000a", "88888882"} {
		text := fmt.Sprintf("Unit stalls/s better=lower\ncommit: %s\ncommitted: 2026-05-0%dT00:00:00Z\nBenchmarkX 1 %d stalls/s\n", id, i+1, i+1)
		if _, err := p.add(text, nil); err != nil {
			t.Fatal(err)
		}
	}
	text, problems, err := track.Export(t.Context(), p.place, track.Query{})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v, %v", problems, err)
	}
	path := filepath.Join(t.TempDir(), "all.txt")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	elsewhere := p.place
	elsewhere.Folder = filepath.Join(t.TempDir(), "other")
	if _, err := track.Add(t.Context(), track.Addition{Place: elsewhere, Paths: []string{path}, Past: true, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for _, place := range []track.Place{p.place, elsewhere} {
		h, err := track.Load(t.Context(), place, track.Query{})
		if err != nil || len(h.Series) != 1 || h.Series[0].Better != -1 {
			t.Fatalf("%+v, %v, want one series of which less is better", h.Series, err)
		}
		got := ""
		for _, c := range h.Line.Commits {
			got += c.ID + " "
		}
		if got != "fffffff1 0000000a 88888882 " {
			t.Errorf("the order is %s", got)
		}
	}
}

// TestAddMachines: texts that name their machines by a line are series apart.
func TestAddMachines(t *testing.T) {
	p := newProject(t)
	p.commit("one")
	for _, machine := range []string{"a", "b"} {
		if _, err := p.add("machine: "+machine+"\ngo: go1.26\nBenchmarkX 1 5 ns/op\n", nil); err != nil {
			t.Fatal(err)
		}
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil || len(h.Series) != 2 || h.Series[0].Env != "machine=a; go=go1.26" {
		t.Errorf("%+v, %v", h.Series, err)
	}
}

// TestGone: a benchmark that was removed and one whose unit changed are named.
func TestGone(t *testing.T) {
	p := newProject(t)
	for i, text := range []string{"BenchmarkA 1 1 ns/op\nBenchmarkB 1 1 x/op\n", "BenchmarkB 1 1 y/op\n"} {
		p.commit(fmt.Sprint(i))
		if _, err := p.add(text, nil); err != nil {
			t.Fatal(err)
		}
	}
	h, err := track.Load(t.Context(), p.place, track.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range track.Judge(h, alert.Acks{}, time.Now()).Gone {
		got = append(got, h.Series[g.Series].Name+" "+h.Series[g.Series].Unit+" "+g.Now)
	}
	if s := strings.Join(got, "; "); s != "A sec/op ; B x/op y/op" {
		t.Errorf("gone: %q", s)
	}
}
