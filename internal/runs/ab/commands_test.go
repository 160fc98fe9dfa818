//go:build unix

package ab

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// TestRunCommands: commands are compared without a command line, and the observer hears
// of it.
func TestRunCommands(t *testing.T) {
	spec := Default()
	spec.Results = t.TempDir()
	spec.Commands = Commands{Lines: []string{"true", "exit 3"}, Names: []string{"one", "two"}, Failing: true, Dir: t.TempDir()}
	spec.Policy = Policy{Goal: compare.Goal{Alpha: 0.01, Margin: 0.01}, Count: 3, NoVerdict: true}
	var said []string
	var last Progress
	var ended []Ending
	o, err := Run(t.Context(), spec, Observer{
		Say:   func(line string) { said = append(said, line) },
		Pair:  func(p Progress) { last = p },
		Ended: func(e Ending) { ended = append(ended, e) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if o.Empty || o.Sides != [2]string{"one", "two"} || len(o.Tables) != 2 || o.Tables[0].Unit != "sec/op" || o.Unreadable > 0 {
		t.Errorf("outcome %+v", o)
	}
	if last.Pairs != 3 || last.Done != 1 || last.Benchmarks != 1 || len(ended) != 1 || ended[0].Benchmark != "BenchmarkCommand" || ended[0].Pairs != 3 {
		t.Errorf("the observer heard of %+v and %+v", last, ended)
	}
	path := strings.TrimPrefix(said[len(said)-1], "results: ")
	if text, err := os.ReadFile(path); err != nil || strings.Count(string(text), "BenchmarkCommand 1 ") != 6 {
		t.Errorf("%s: %s, %v", path, text, err)
	}
}

// TestRunFailing: a command that fails leaves an empty outcome, an error and a remark.
func TestRunFailing(t *testing.T) {
	spec := Default()
	spec.Results = filepath.Join(t.TempDir(), "r")
	spec.Commands = Commands{Lines: []string{"true", "exit 3"}, Dir: t.TempDir()}
	o, err := Run(t.Context(), spec, Observer{})
	if err == nil || o == nil || !o.Empty || len(o.Remarks.Failed) != 1 || !strings.Contains(o.Remarks.Failed[0].Said, "in the head") {
		t.Errorf("%+v, %v", o, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if o, err := Run(ended, spec, Observer{}); o != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("after an interrupt: %+v, %v", o, err)
	}
}
