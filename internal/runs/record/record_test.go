package record

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/result"
)

func TestPath(t *testing.T) {
	h := result.Heading{Machine: "m", Started: time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.FixedZone("", 3600))}
	if got, want := Path("r", h, "ab", "1-2"), filepath.Join("r", "m", "ab-20260102T020405.006Z-1-2.txt"); got != want {
		t.Errorf("Path = %q, want %q", got, want)
	}
}

func TestName(t *testing.T) {
	for procs, want := range map[int]string{1: "BenchmarkX", 8: "BenchmarkX-8"} {
		if got := Name("BenchmarkX", procs); got != want {
			t.Errorf("Name with %d processors = %q, want %q", procs, got, want)
		}
	}
}

// TestBuilt: the build is what all programs have in common, and nothing is said of others.
func TestBuilt(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Built(self, self), machine.ReadBuild(); got != want || want.Cgo == "" {
		t.Errorf("Built(this program) = %+v, want %+v", got, want)
	}
	for _, programs := range [][]string{nil, {"not there"}, {self, "not there"}, {"not there", self}} {
		if got := Built(programs...); got != (machine.Build{}) {
			t.Errorf("Built(%q) = %+v, want nothing", programs, got)
		}
	}
	a, b := machine.Build{Go: "go1.99", Cgo: "on", Experiment: "simd"}, machine.Build{Go: "go1.99", Cgo: "off"}
	if got, want := both(a, b), (machine.Build{Go: "go1.99"}); got != want {
		t.Errorf("in common: %+v, want %+v", got, want)
	}
}

// TestHeading: a heading names the machine and the version of Go.
func TestHeading(t *testing.T) {
	h := Heading(machine.Build{Go: "go1.99"}, "a comment")
	version := ""
	for _, c := range h.Config {
		if c[0] == "go" || c[0] == "toolchain" {
			version = c[1]
		}
	}
	if h.Machine == "" || version != "go1.99" || len(h.Comments) != 1 || len(h.Units) == 0 {
		t.Errorf("heading %+v", h)
	}
}
