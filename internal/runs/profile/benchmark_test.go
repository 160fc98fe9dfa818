package profile

import (
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestBenchmarkCheck: mistakes are found before anything is built.
func TestBenchmarkCheck(t *testing.T) {
	for want, change := range map[string]func(*BenchmarkSpec){
		"bench: say which benchmark": func(s *BenchmarkSpec) { s.Packages.Bench = "" },
		"head: it is compared":       func(s *BenchmarkSpec) { s.Base, s.Head = "", "main" },
		"cpu: there is at least one": func(s *BenchmarkSpec) { s.Packages.Procs = 0 },
		"count":                      func(s *BenchmarkSpec) { s.Launches = -1 },
		"samples":                    func(s *BenchmarkSpec) { s.Span = -time.Second },
		"timeout":                    func(s *BenchmarkSpec) { s.Packages.Timeout = 0 },
		"args":                       func(s *BenchmarkSpec) { s.Packages.Args = []string{"-test.v"} },
	} {
		s := BenchmarkSpec{Base: "main", Packages: match.Packages{Bench: "X", Procs: 1, Timeout: time.Minute}}
		if err := s.check(); err != nil {
			t.Fatalf("check = %v of a right spec", err)
		}
		change(&s)
		if err := s.check(); !option.Is(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("check = %v, want %q", err, want)
		}
	}
}

// TestOne: a pattern must match one benchmark, and the error says what to type.
func TestOne(t *testing.T) {
	r := &benchmarkRun{spec: BenchmarkSpec{Packages: match.Packages{Bench: "X", Patterns: []string{"./x"}}}}
	if err := r.one([]string{"BenchmarkX/a", "BenchmarkX/b"}); !option.Is(err) || !strings.Contains(err.Error(), "'^BenchmarkX$/^a$'") {
		t.Errorf("of two = %v", err)
	}
	if err := r.one(nil); !option.Is(err) || !strings.Contains(err.Error(), `no benchmark of ./x matches "X"`) {
		t.Errorf("of none = %v", err)
	}
	r.Failed = []match.Note{{What: "BenchmarkX", Said: "panic: no"}}
	if err := r.one(nil); err == nil || option.Is(err) || !strings.Contains(err.Error(), "BenchmarkX: panic: no") {
		t.Errorf("of one that fails = %v", err)
	}
}

// TestIterations: as many operations as fit a time, one at least.
func TestIterations(t *testing.T) {
	for _, test := range []struct {
		nanos, of float64
		want      int
	}{{1e6, 10, 100_000}, {1e6, 1e9, 1}, {1e9, 0, 1e9}} {
		if got := iterations(test.nanos, test.of); got != test.want {
			t.Errorf("iterations(%v, %v) = %d, want %d", test.nanos, test.of, got, test.want)
		}
	}
}

// TestFileName: a name of a benchmark may hold anything.
func TestFileName(t *testing.T) {
	r := &benchmarkRun{sides: []*benchmarkSide{{label: "base"}}}
	r.Package, r.Name = "example.com/codec", "BenchmarkX/a:b é"+strings.Repeat("x", 200)
	got := r.fileName(0, "cpu")
	if !strings.HasPrefix(got, "codec.BenchmarkX_a_b__x") || !strings.HasSuffix(got, ".base.cpu.pb.gz") || len(got) > 130 {
		t.Errorf("fileName = %s", got)
	}
}

// TestInRepository: the source of a side is named as the repository has it.
func TestInRepository(t *testing.T) {
	for file, want := range map[string]string{
		"/scratch/a/home/x/own.go": "/home/x/own.go", "/home/x/own.go": "/home/x/own.go", "/scratch/own.go": "/scratch/own.go", "": "",
	} {
		if got := inRepository(file, "/scratch"); got != want {
			t.Errorf("%q is %q in the repository, want %q", file, got, want)
		}
	}
}
