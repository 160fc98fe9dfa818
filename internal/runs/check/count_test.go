package check

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestUncounted: an end without counts names everything that has none, with its reason.
func TestUncounted(t *testing.T) {
	all := match.Tally{
		Failed:  []match.Note{{What: "p BenchmarkX", Said: "it panics"}, {What: "q", Said: "no test binary"}},
		Skipped: []match.Note{{What: "p BenchmarkY", Said: "skipped: no disk"}},
	}
	const because = "\n  p BenchmarkX: it panics\n  q: no test binary\n  p BenchmarkY: skipped: no disk"
	if got, want := fmt.Sprint(uncounted(all, nil)), "nothing was checked: no benchmark was counted"+because; got != want {
		t.Errorf("nothing: %q, want %q", got, want)
	}
	ended := option.Errorf("", "there is no package z")
	got := uncounted(all, ended)
	if want := ended.Error() + because; got.Error() != want || !errors.Is(got, ended) {
		t.Errorf("ended: %q, want %q", got, want)
	}
	all.Counts = make([]match.Count, 1)
	if got := uncounted(all, nil); got != nil {
		t.Errorf("with counts: %v", got)
	}
}

// TestOnceFails: what is known already is told, also if the texts cannot be read.
func TestOnceFails(t *testing.T) {
	known := []string{"p BenchmarkX could not be counted: it panics"}
	out, err := Run(t.Context(), Spec{Inputs: []result.Input{{Path: "-"}}, Uncounted: known}, iotest.ErrReader(errors.New("broken")), nil)
	if err == nil || !slices.Equal(out.Problems, known) {
		t.Errorf("problems %q, error %v", out.Problems, err)
	}
}

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
