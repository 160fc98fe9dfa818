package gate_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
)

// against compares a text with a baseline, relative to the copy where lines are
// paired.
func against(t *testing.T, then, now string, threshold float64) []gate.Outcome {
	t.Helper()
	var inputs []result.Input
	for label, text := range map[string]string{gate.Then: then, gate.Now: now} {
		path := filepath.Join(t.TempDir(), label)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, result.Input{Label: label, Path: path})
	}
	slices.SortFunc(inputs, func(a, b result.Input) int { return strings.Compare(a.Label, b.Label) }) // the baseline first
	texts := &result.Texts{Inputs: inputs}
	parts := texts.Parts()
	for i, part := range parts {
		parts[i] = gate.Relative(part)
	}
	cells, err := compare.Collect(compare.Query{}, parts)
	if err != nil {
		t.Fatal(err)
	}
	if problems, _ := texts.Problems(); len(problems) > 0 {
		t.Fatalf("cannot read it: %v", problems)
	}
	units := texts.Units()
	gate.Describe(units)
	tables := cells.Tables(compare.Goal{}, units, nil)
	return append(gate.Baseline(tables, threshold), gate.Missing(tables)...)
}

// words are outcomes as name, unit and word.
func words(outcomes []gate.Outcome) string {
	var all []string
	for _, o := range outcomes {
		all = append(all, fmt.Sprintf("%s %s %s", o.Name, o.Unit, o.Word))
	}
	return strings.Join(all, "\n")
}

func TestBaseline(t *testing.T) {
	times := func(name string, center float64) string { return lines(name, "ns/op", values(center, 12)...) }
	noisy := func(name, unit string, center, spread float64) string { // within ± spread
		var x []float64
		for i := range 20 {
			x = append(x, center*(1+spread*float64((i*7)%20-10)/10))
		}
		return lines(name, unit, x...)
	}
	wide := func(name string, factor float64) string { return noisy(name, "ns/op", 10*factor, 0.05) }
	for _, test := range []struct{ name, then, now, want string }{
		{"the same", times("A-2", 10), times("A-2", 10), "A-2 sec/op holds"},
		{"half as slow again", times("A-2", 10), times("A-2", 15), "A-2 sec/op broken"},
		{"faster", times("A-2", 10), times("A-2", 5), "A-2 sec/op holds"},
		{"slower by less than the threshold", times("A-2", 10), times("A-2", 10.5), "A-2 sec/op allowed"},
		{"slower by about the threshold", times("A-2", 10), times("A-2", 11), "A-2 sec/op undecided"},
		{"too noisy to be called the same, and not worse by the threshold", wide("A-2", 1), wide("A-2", 1.01), "A-2 sec/op holds"},
		{"too noisy, and not less per second by the threshold", noisy("A-2", "MB/s", 10, 0.3), noisy("A-2", "MB/s", 11, 0.3), "A-2 B/s holds"},
		{"too noisy, and perhaps less per second", noisy("A-2", "MB/s", 11, 0.3), noisy("A-2", "MB/s", 10, 0.3), "A-2 B/s undecided"},
		{"too noisy", wide("A-2", 1), wide("A-2", 1.09), "A-2 sec/op undecided"},
		{"no direction, and changed by less than the threshold", lines("A-2", "widgets", values(10, 12)...), lines("A-2", "widgets", values(10.5, 12)...), "A-2 widgets holds"},
		{"no direction, and changed by more", lines("A-2", "widgets", values(10, 12)...), lines("A-2", "widgets", values(15, 12)...), "A-2 widgets undecided"},
		{"less per second", lines("A-2", "MB/s", values(10, 12)...), lines("A-2", "MB/s", values(7, 12)...), "A-2 B/s broken"},
		{"one line each", times("A-2", 10), lines("A-2", "ns/op", 20), "A-2 sec/op undecided"},
		{"an allocation more, one line", lines("A-2", "allocs/op", 1), lines("A-2", "allocs/op", 2), "A-2 allocs/op broken"},
		{"an allocation from none, one line", lines("A-2", "allocs/op", 0), lines("A-2", "allocs/op", 1), "A-2 allocs/op broken"},
		{"an allocation less, one line", lines("A-2", "allocs/op", 2), lines("A-2", "allocs/op", 1), "A-2 allocs/op holds"},
		{"more bytes copied, one line", lines("A-2", "copied-B/op", 4096), lines("A-2", "copied-B/op", 8192), "A-2 copied-B/op broken"},
		{"more of a page fault, one line", lines("A-2", "minflt/op", 0.0119), lines("A-2", "minflt/op", 0.013), "A-2 minflt/op undecided"},
		{"more of a page fault, and it does not vary", lines("A-2", "minflt/op", 0.5, 0.5), lines("A-2", "minflt/op", 0.75, 0.75), "A-2 minflt/op broken"},
		{"more page faults, one line", lines("A-2", "minflt/op", 0), lines("A-2", "minflt/op", 1), "A-2 minflt/op broken"},
		{"the text says otherwise", "Unit allocs/op better=higher\n" + lines("A-2", "allocs/op", 1), lines("A-2", "allocs/op", 2), "A-2 allocs/op broken"},
		{"gone", times("A-2", 10) + times("B-2", 10) + lines("B-2", "allocs/op", 1), times("A-2", 10), "A-2 sec/op holds\nB-2  gone"},
		{"a unit is gone", times("A-2", 10) + lines("A-2", "allocs/op", 1), times("A-2", 10), "A-2 sec/op holds\nA-2 allocs/op gone"},
		{"one more", times("A-2", 10), times("A-2", 10) + times("B-2", 10), "A-2 sec/op holds"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := words(against(t, test.then, test.now, 0.1)); got != test.want {
				t.Errorf("outcomes:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

// run is twelve launches of a scenario on a machine of a speed: of copy, view, a
// ceiling and a probe.
func run(speed, view, allocs float64) string {
	text := fixed
	for i, x := range values(10, 12) {
		wander := speed * (1 + 0.2*math.Sin(float64(i))) // of the machine, from launch to launch
		for _, arm := range []struct {
			name              string
			time, alloc, copy float64
		}{{"copy", 2 * x, 1, 4096}, {"view", view * x, allocs, 0}, {"ceiling-read", x / 2, 0, 0}, {"probe-timer", 1, 0, 0}} {
			text += fmt.Sprintf("BenchmarkA/access=%s/size=4KiB/passes=1-2 100 %v ns/op %v allocs/op %v copied-B/op %v B/s\n", arm.name, arm.time*wander, arm.alloc, arm.copy, 4096e9/arm.time/wander)
		}
	}
	return text
}

// TestRelative: of paired lines ratios to the copy and counts are compared, so
// that a machine which is half as fast is no regression; ceilings and probes are
// left out.
func TestRelative(t *testing.T) {
	const copied, view = "A/access=copy/size=4KiB/passes=1-2 ", "A/access=view/size=4KiB/passes=1-2 "
	table := func(ratio, allocs string) string {
		return copied + "allocs/op holds\n" + view + "allocs/op " + allocs + "\n" +
			copied + "copied-B/op holds\n" + view + "copied-B/op holds\n" + view + "time/copy " + ratio
	}
	for _, test := range []struct{ name, then, now, want string }{
		{"the same", run(1, 1, 0), run(1, 1, 0), table("holds", "holds")},
		{"half as fast a machine", run(1, 1, 0), run(2, 1, 0), table("holds", "holds")},
		{"a slower view", run(1, 1, 0), run(1, 1.5, 0), table("broken", "holds")},
		{"a slower view on a faster machine", run(2, 1, 0), run(1, 1.5, 0), table("broken", "holds")},
		{"a view that allocates", run(1, 1, 0), run(1, 1, 1), table("holds", "broken")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := words(against(t, test.then, test.now, 0.1)); got != test.want {
				t.Errorf("outcomes:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

// relative is the records that come of a text, as name, values and pairing.
func relative(t *testing.T, text string) string {
	t.Helper()
	texts := &result.Texts{Inputs: []result.Input{{Label: "x", Path: "-"}}, Stdin: strings.NewReader(text)}
	var all []string
	for r := range gate.Relative(texts.Records()) {
		s := fmt.Sprintf("%s %d", r.Name, r.Paired)
		for _, v := range r.Values {
			s += fmt.Sprintf(" %.4g %s", v.Value, v.Unit)
		}
		all = append(all, s)
	}
	return strings.Join(all, "\n")
}

func TestRelativeLines(t *testing.T) {
	const view, copied = "BenchmarkA/access=view/size=1B/passes=1-2 1 ", "BenchmarkA/access=copy/size=1B/passes=1-2 1 "
	for _, test := range []struct{ name, text, want string }{
		{"plain lines", "BenchmarkA/access=view-2 1 3 ns/op\nBenchmarkB-2 1 4 ns/op 1 allocs/op\n", "A/access=view-2 0 3e-09 sec/op\nB-2 0 4e-09 sec/op 1 allocs/op"},
		{"a pair", fixed + view + "3 ns/op 1 allocs/op 7 B/s\n" + copied + "6 ns/op 2 allocs/op\n", "A/access=view/size=1B/passes=1-2 0 1 allocs/op 0.5 time/copy\nA/access=copy/size=1B/passes=1-2 0 2 allocs/op"},
		{"the clock that counts", byCPU + view + "3 ns/op 2 cpu-ns/op\n" + copied + "6 ns/op 8 cpu-ns/op\n", "A/access=view/size=1B/passes=1-2 0 0.25 time/copy"},
		{"no copy", fixed + view + "3 ns/op\n", "A/access=view/size=1B/passes=1-2 0 3e-09 sec/op"},
		{"a launch of the copy is missing", fixed + view + "3 ns/op\n" + view + "3 ns/op\n" + copied + "6 ns/op\n", "A/access=view/size=1B/passes=1-2 0 3e-09 sec/op\nA/access=view/size=1B/passes=1-2 0 3e-09 sec/op\nA/access=copy/size=1B/passes=1-2 0 6e-09 sec/op"},
		{"a time of 0", fixed + view + "3 ns/op\n" + copied + "0 ns/op\n", ""},
		{"plain behind a pair", fixed + view + "3 ns/op\n" + copied + "6 ns/op\nBenchmarkB-2 1 4 ns/op\n", "A/access=view/size=1B/passes=1-2 0 0.5 time/copy\nB-2 0 4e-09 sec/op"},
		{"two cases", fixed + view + "3 ns/op\n" + copied + "6 ns/op\n" + fixed + view + "2 ns/op\n" + copied + "8 ns/op\n", "A/access=view/size=1B/passes=1-2 0 0.5 time/copy\nA/access=view/size=1B/passes=1-2 0 0.25 time/copy"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := relative(t, test.text); got != test.want {
				t.Errorf("relative:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

// TestRelativeStops: who reads no further is asked for no more.
func TestRelativeStops(t *testing.T) {
	texts := &result.Texts{Inputs: []result.Input{{Label: "x", Path: "-"}}, Stdin: strings.NewReader(run(1, 1, 0) + lines("B-2", "ns/op", 1, 2))}
	n := 0
	for range gate.Relative(texts.Records()) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d records after the first, want none", n-1)
	}
}
