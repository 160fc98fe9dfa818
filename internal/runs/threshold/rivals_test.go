package threshold

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// found are benchmarks as a binary lists them. A name with an exclamation mark fails, and
// one with a question mark skips itself.
func found(names ...string) (s subject) {
	for _, name := range names {
		d := gotest.Discovery{N: 1, Values: []result.Value{{Unit: "ns/op", X: 50}}}
		d.Name, d.Failed, d.Skipped = strings.TrimRight(name, "!?"), strings.HasSuffix(name, "!"), strings.HasSuffix(name, "?")
		if d.Failed {
			d.Said = "panic: too large"
		}
		s.found = append(s.found, d)
	}
	return s
}

func TestByName(t *testing.T) {
	for _, test := range []struct {
		what  string
		names []string
		want  []int  // values that can be measured
		said  string // in notes and failures, or in the error
		usage bool   // the error is a mistake in what was asked
	}{
		{what: "all well", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2"}, want: []int{1, 2}},
		{what: "one panics", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2", "BenchmarkX/a/n=3!", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2", "BenchmarkX/b/n=3"}, want: []int{1, 2}, said: "BenchmarkX/a/n=3: panic: too large"},
		{what: "one kind only", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2", "BenchmarkX/a/n=3", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2"}, want: []int{1, 2}, said: "only one of both can be measured at n=3"},
		{what: "no number", names: []string{"BenchmarkX/a/n=small", "BenchmarkX/b/n=small"}, said: "there is no number behind n=", usage: true},
		{what: "one without", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2", "BenchmarkX/empty"}, want: []int{1, 2}, said: "BenchmarkX/empty is left out"},
		{what: "twice", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=1#01", "BenchmarkX/a/n=2", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2"}, want: []int{1, 2}, said: "BenchmarkX/a/n=1#01: it stands there twice"},
		{what: "one value", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/b/n=1"}, said: "n has 1 value, 1, that can be measured of both", usage: true},
		{what: "all panic", names: []string{"BenchmarkX/a/n=1!", "BenchmarkX/b/n=1!", "BenchmarkX/a/n=2!", "BenchmarkX/b/n=2"}, said: "n has 0 values"},
		{what: "three kinds", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/b/n=1", "BenchmarkX/c/n=1"}, said: "matches 3: BenchmarkX/a, BenchmarkX/b, BenchmarkX/c", usage: true},
		{what: "one benchmark", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2"}, said: "matches 1: BenchmarkX/a", usage: true},
		{what: "none", said: "no benchmark matches", usage: true},
		{what: "a skip", names: []string{"BenchmarkX/a/n=1", "BenchmarkX/a/n=2", "BenchmarkX/b/n=1", "BenchmarkX/b/n=2", "BenchmarkX/b/n=4?"}, want: []int{1, 2}, said: "BenchmarkX/b/n=4 skips itself"},
	} {
		spec := Default()
		spec.Packages.Bench, spec.Over.Key = "X", "n"
		r, err := byName(found(test.names...), spec)
		said := r.because()
		if err != nil {
			said = err.Error()
		}
		values := r.values()
		if err != nil {
			values = nil
		}
		if len(values) != len(test.want) || !strings.Contains(said, test.said) || option.Is(err) != test.usage {
			t.Errorf("%s: %v can be measured, said %q (%v), want %v, %q, and a mistake is %v", test.what, values, said, err, test.want, test.said, test.usage)
		}
	}
}

func TestDoubts(t *testing.T) {
	flat := []Time{{X: 1, Copy: 100, View: 50}, {X: 1000, Copy: 103, View: 51}}
	if got := strings.Join(doubts(flat, [2]string{"a", "b"}, "$N"), "\n"); !strings.Contains(got, "$N hardly matters: from 1 to 1000, a changes by 3.0 % and b by 2.0 % (does the benchmark read $N?)") {
		t.Errorf("a parameter that nobody reads: %q", got)
	}
	empty := []Time{{X: 1, Copy: 100, View: 0.3}, {X: 1000, Copy: 1000, View: 0.3}}
	if got := strings.Join(doubts(empty, [2]string{"a", "b"}, "n"), "\n"); !strings.Contains(got, "b takes 0.3 ns, no more than an empty loop") || strings.Contains(got, "a takes") || strings.Contains(got, "matters") {
		t.Errorf("work that is not there: %q", got)
	}
}
