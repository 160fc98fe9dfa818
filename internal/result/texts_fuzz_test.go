package result_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// FuzzTexts: bytes from outside never crash it, and no line is lost in silence.
// Where all lines are short, what it reads is what benchfmt reads, but for the
// lines that it refuses by name.
func FuzzTexts(f *testing.F) {
	f.Add([]byte("goos: linux\npkg: x\nBenchmarkA-8 10 5 ns/op 6 B/op\nPASS\nok  \tx\t1.2s\n"))
	f.Add([]byte("\xef\xbb\xbfBenchmarkA 1 5 x\r\nnote: a\r\nnote:\r\nBenchmarkA 1 5 x"))
	f.Add([]byte("# started x commit c machine m\n# launches=2 paired=yes stop=sequential\nBenchmarkA/access=copy 1 5 x\nBenchmarkA/access=view 1 NaN x\n"))
	f.Add([]byte("Unit x better=lower\nUnit x better=higher assume=no\nUnit\nUnit y z\nBenchmarkA 1 5 x 6 x"))
	f.Add([]byte("BenchmarkA\nBenchmarkA \nBenchmark\nBenchmark 1 -0 ns/op\nBenchmarkA 0 1 x\nBenchmarkA 1 -1 ns/op\nBenchmarkA"))
	f.Add([]byte("Benchmark\r\r"))
	f.Add([]byte("hello BenchmarkA 1 5 ns/op\n--- FAIL: x\npanic: y\nfatal error: z\n{\"Time\":\n\x00\x00\nBenchmarkA 1 5 sec/op 5e9 ns/op\n"))
	f.Add([]byte("\xff\xfestands-for-1.0: \xff\xfestands-for-1.0\nBenchmark\xff\xfestands-for-1.0 1 5 \xff\xfestands-for-1.0\n"))
	f.Add([]byte("Benchmark" + strings.Repeat("x", 70<<10) + " 1 5 x\nnote: " + strings.Repeat("y", 40<<10) + "\nBenchmarkA 1 5 x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		texts := &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: bytes.NewReader(text)}
		got := map[int]string{}
		for r := range texts.Records() {
			_, number := r.Pos()
			got[number] = described(r.Result)
		}
		problems, more := texts.Problems()
		if len(got) == 0 && len(problems) == 0 {
			t.Errorf("%q: neither a record nor a problem", text)
		}
		if more > 0 {
			return // which are not known
		}
		checkProblems(t, text, problems)
		lines := bytes.Split(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\n"))
		if !slices.ContainsFunc(lines, func(line []byte) bool { return len(line) >= 32<<10 }) {
			checkRecords(t, lines, got, problems)
		}
	})
}

// checkProblems checks that problems have lines that the text has, and are said
// in one line.
func checkProblems(t *testing.T, text []byte, problems []result.Problem) {
	t.Helper()
	for _, p := range problems {
		if last := bytes.Count(text, []byte("\n")) + 1; p.Line < 0 || p.Line > last {
			t.Errorf("%q: a problem in line %d of %d: %v", text, p.Line, last, p)
		}
		if said := p.Error(); strings.ContainsAny(said, "\n\r\x1b\x00") || p.What == "" || p.Mend == "" {
			t.Errorf("%q: the problem %q is not one line with a mend", text, said)
		}
	}
}

// checkRecords holds what was read against what benchfmt reads.
func checkRecords(t *testing.T, lines [][]byte, got map[int]string, problems []result.Problem) {
	t.Helper()
	named := func(line int) bool {
		return slices.ContainsFunc(problems, func(p result.Problem) bool { return p.Line == line })
	}
	r := benchfmt.NewReader(bytes.NewReader(bytes.Join(lines, []byte("\n"))), "-")
	for r.Scan() {
		_, number := r.Result().Pos()
		switch rec := r.Result().(type) {
		case *benchfmt.SyntaxError:
			if !named(number) {
				t.Errorf("line %d, %q: benchfmt says %v, Texts nothing", number, lines[number-1], rec)
			}
		case *benchfmt.Result:
			for i, v := range rec.Values {
				if _, unit := benchunit.Tidy(1, v.Unit); v.Value == 0 && unit != v.Unit { // which benchfmt leaves as it is
					rec.Values[i] = benchfmt.Value{Value: v.Value, Unit: unit, OrigValue: v.Value, OrigUnit: v.Unit}
				}
			}
			want := described(rec)
			have, read := got[number]
			switch {
			case read && have != want:
				t.Errorf("line %d, %q: %s, benchfmt has %s", number, lines[number-1], have, want)
			case !read && !named(number):
				t.Errorf("line %d, %q: it is lost, benchfmt has %s", number, lines[number-1], want)
			case !read && sound(rec) && number < len(lines):
				t.Errorf("line %d, %q: it is refused, and nothing is wrong with it", number, lines[number-1])
			}
			delete(got, number)
		}
	}
	for number, record := range got {
		t.Errorf("line %d, %q: %s, benchfmt has nothing", number, lines[number-1], record)
	}
}

// sound reports whether a line may be true: a last one may be cut.
func sound(r *benchfmt.Result) bool {
	units := map[string]bool{}
	for _, v := range r.Values {
		negative := v.Value < 0 && slices.Contains([]string{"sec/op", "B/s", "B/op", "allocs/op"}, v.Unit)
		long := v.Unit == "sec/op" && v.Value > 3e9
		if units[v.Unit] || negative || long || math.IsNaN(v.Value) || math.Abs(v.Value) >= 1e30 {
			return false
		}
		units[v.Unit] = true
	}
	return r.Iters > 0
}

// described is all that a record has but its place and what was not in the file.
func described(r *benchfmt.Result) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%q %d %v", r.Name, r.Iters, r.Values)
	var config []string
	for _, c := range r.Config {
		if c.File {
			config = append(config, fmt.Sprintf("%s=%q", c.Key, c.Value))
		}
	}
	slices.Sort(config)
	fmt.Fprintf(&s, " %q", config)
	return s.String()
}
