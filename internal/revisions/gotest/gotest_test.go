package gotest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// messy builds the test binary of testdata/messy.
func messy(t *testing.T) (gotest.Package, gotest.Binary) {
	t.Helper()
	dir, err := filepath.Abs("testdata/messy")
	if err != nil {
		t.Fatal(err)
	}
	s := gotest.Source{Dir: dir, Env: []string{"GOWORK=off"}}
	found, err := s.Packages(t.Context(), []string{"./..."})
	if err != nil || len(found) != 1 {
		t.Fatalf("Packages = %v, %v, want one", found, err)
	}
	b := gotest.Binary{Path: filepath.Join(t.TempDir(), "messy.test"), Dir: found[0].Dir, Procs: 2, Limit: 30 * time.Second}
	if err := s.Build(t.Context(), found[0], b.Path); err != nil {
		t.Fatal(err)
	}
	return found[0], b
}

func TestPackages(t *testing.T) {
	p, _ := messy(t)
	if p.Path != "example.com/messy" {
		t.Errorf("path %q", p.Path)
	}
	var names []string
	for _, f := range p.Benchmarks {
		names = append(names, f.Name)
		if f.Line < 10 || filepath.Base(f.File) != "messy_test.go" {
			t.Errorf("%s is said to be at %s:%d", f.Name, f.File, f.Line)
		}
	}
	if len(names) != 19 || slices.Contains(names, "Benchmarknot") || !slices.Contains(names, "Benchmark") {
		t.Errorf("benchmarks: %q", names)
	}
}

// TestDiscover: each benchmark is found with what became of it, whatever the
// others do to their process.
func TestDiscover(t *testing.T) {
	_, b := messy(t)
	b.Env = []string{"MESSY_HANG=1"}
	b.Limit = 3 * time.Second
	found, err := b.Discover(t.Context(), ".", time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]gotest.Discovery{}
	for _, f := range found {
		if _, twice := got[f.Name]; twice {
			t.Errorf("%s was found twice", f.Name)
		}
		got[f.Name] = f
	}
	for _, name := range []string{"BenchmarkPlain", "BenchmarkSub/a_b", "BenchmarkSub/x=1|2", "BenchmarkSub/deep/er", "BenchmarkSub/size-1024", "BenchmarkSub/(*T).[x]", "BenchmarkSub/same", "BenchmarkSub/same#01", "BenchmarkPrints", "BenchmarkPretends", "BenchmarkPosesAsItself", "BenchmarkLogs", "BenchmarkStdin", "BenchmarkFile", "BenchmarkLeaks", "BenchmarkMetric", "BenchmarkNoTime", "Benchmark"} {
		if f := got[name]; f.N < 1 || len(f.Values) < 3 || f.Failed || f.Skipped {
			t.Errorf("%s: %+v, want a result", name, f)
		}
		delete(got, name)
	}
	for name, said := range map[string]string{
		"BenchmarkFails": "it is broken", "BenchmarkFailsLater": "too many", "BenchmarkPanics": "oh no", "BenchmarkExits": "os.Exit(0)",
		"BenchmarkExitsBadly": "exit status 7", "BenchmarkHangs": "it did not end: nothing was heard of it for 3s",
	} {
		if f := got[name]; !f.Failed || !strings.Contains(f.Said, said) {
			t.Errorf("%s: %+v, want it to fail with %q", name, f, said)
		}
		delete(got, name)
	}
	if f := got["BenchmarkSkips"]; !f.Skipped || !strings.Contains(f.Said, "no such device") {
		t.Errorf("BenchmarkSkips: %+v", f)
	}
	delete(got, "BenchmarkSkips")
	if len(got) > 0 {
		t.Errorf("found beside: %v", got)
	}
}

// TestMeasure: a process gives each benchmark as many results as were asked for,
// and only those.
func TestMeasure(t *testing.T) {
	_, b := messy(t)
	names := []string{"BenchmarkPlain", "BenchmarkSub/a_b", "BenchmarkSub/x=1|2", "BenchmarkSub/deep/er", "BenchmarkSub/size-1024", "BenchmarkSub/(*T).[x]", "BenchmarkSub/same#01", "BenchmarkPrints", "BenchmarkPretends", "BenchmarkLogs", "BenchmarkMetric", "BenchmarkNoTime", "Benchmark"}
	m, err := b.Measure(t.Context(), gotest.Launch{Names: names, N: 977, Count: 4})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if len(m.Samples[name]) != 4 || m.Failed[name] != "" {
			t.Errorf("%s: %d samples (%s), want 4", name, len(m.Samples[name]), m.Failed[name])
			continue
		}
		var units []string
		for _, v := range m.Samples[name][0] {
			units = append(units, v.Unit)
		}
		want := []string{"ns/op", "B/op", "allocs/op"}
		switch name {
		case "BenchmarkMetric":
			want = []string{"ns/op", "widgets/op", "B/op", "allocs/op"}
		case "BenchmarkNoTime":
			want = []string{"widgets", "B/op", "allocs/op"}
		}
		if !slices.Equal(units, want) {
			t.Errorf("%s: units %q, want %q", name, units, want)
		}
	}
	if len(m.Samples) != len(names) {
		t.Errorf("samples of %d names, want %d", len(m.Samples), len(names))
	}
	for name, why := range map[string]string{"BenchmarkPosesAsItself": "prints lines like results itself", "BenchmarkFailsLater": "too many", "BenchmarkExitsBadly": "exit status 7", "BenchmarkGone": "it gave 0 results"} {
		m, err := b.Measure(t.Context(), gotest.Launch{Names: []string{name}, N: 10, Count: 2})
		if err != nil || !strings.Contains(m.Failed[name], why) {
			t.Errorf("%s: %q, %v, want %q", name, m.Failed[name], err, why)
		}
	}
}

// TestOneProcessor: testing adds no -1 to names, which may end in digits of their
// own.
func TestOneProcessor(t *testing.T) {
	_, b := messy(t)
	b.Procs = 1
	found, err := b.Discover(t.Context(), "Sub/size", time.Millisecond)
	if err != nil || len(found) != 1 || found[0].Name != "BenchmarkSub/size-1024" {
		t.Fatalf("Discover = %+v, %v", found, err)
	}
	m, err := b.Measure(t.Context(), gotest.Launch{Names: []string{found[0].Name}, N: 10, Count: 2})
	if err != nil || len(m.Samples[found[0].Name]) != 2 {
		t.Errorf("Measure = %+v, %v", m, err)
	}
}

func TestBuildError(t *testing.T) {
	dir, _ := filepath.Abs("testdata/broken")
	s := gotest.Source{Dir: dir, Env: []string{"GOWORK=off"}}
	found, err := s.Packages(t.Context(), []string{"./..."})
	if err != nil || len(found) != 1 {
		t.Fatalf("Packages = %v, %v", found, err)
	}
	err = s.Build(t.Context(), found[0], filepath.Join(t.TempDir(), "x"))
	if err == nil || !strings.Contains(err.Error(), "undefined: nothing") {
		t.Errorf("Build: %v, want the compiler's words", err)
	}
}

func TestExactly(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"BenchmarkSum", "^BenchmarkSum$"},
		{"BenchmarkSum/size=1.5", `^BenchmarkSum$/^size=1\.5$`},
	} {
		if got := gotest.Exactly(tt.name); got != tt.want {
			t.Errorf("Exactly(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}
