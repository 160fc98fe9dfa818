package check

import (
	"os"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestKeepCounts: the text says how the counted programs were built.
func TestKeepCounts(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	count := match.Count{Benchmark: match.Benchmark{Package: "example.com/p", Name: "BenchmarkX"}, Lines: [][]result.Value{{{Unit: result.Instructions, X: 7}}}}
	path, err := keepCounts(match.Packages{Dir: t.TempDir(), Procs: 1}, match.Tally{Programs: []string{self}, Counts: []match.Count{count}}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\ncgo: " + machine.ReadBuild().Cgo + "\n"; !strings.Contains(string(text), want) {
		t.Errorf("%q is missing:\n%s", want, text)
	}
}
