package benchtest_test

import (
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// lines are the benchmark lines of an output: the names, without the suffix
// that go test adds, and whole.
func lines(output string) (names, whole []string) {
	suffix := ""
	if n := runtime.GOMAXPROCS(0); n > 1 {
		suffix = "-" + strconv.Itoa(n)
	}
	for line := range strings.Lines(output) {
		if name, rest, ok := strings.Cut(line, "\t"); ok && strings.HasPrefix(name, "Benchmark") && strings.Contains(rest, "ns/op") {
			names = append(names, strings.TrimSuffix(strings.TrimSpace(name), suffix))
			whole = append(whole, line)
		}
	}
	return names, whole
}

func TestRunNamesWhatItMeasures(t *testing.T) {
	output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkHonest$", "-test.benchtime=3x", "-test.count=2")
	if failed {
		t.Fatalf("the benchmark failed:\n%s", output)
	}
	got, whole := lines(output)
	var want []string
	for _, c := range honest().Grid.Cases() {
		for _, arm := range []string{"copy", "view"} {
			name := "Benchmark" + c.Name("Honest", arm)
			want = append(want, name, name) // go test repeats each name by itself
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("Run measured\n%q, want\n%q in\n%s", got, want, output)
	}
	for i, line := range whole {
		copied := "\t *0 copied-B/op"
		if strings.Contains(got[i], "access=copy") {
			copied = "\t *(33.00|65536) copied-B/op"
		}
		for _, want := range []string{"\t *3\t", " MB/s", " B/op", " allocs/op", copied} {
			if !regexp.MustCompile(want).MatchString(line) {
				t.Errorf("line %q lacks %q", line, want)
			}
		}
	}
	for _, unit := range loop.Units() {
		if n := strings.Count(output, unit+"\n"); n != 1 {
			t.Errorf("%q stands %d times, want once", unit, n)
		}
	}
}

func TestRunNamesAxesInConfiguration(t *testing.T) {
	output, failed := child(t, "-test.run=^$", "-test.bench=^BenchmarkAxes$", "-test.benchtime=1x", "-test.v")
	if failed {
		t.Fatalf("the benchmark failed:\n%s", output)
	}
	got, _ := lines(output)
	want := []string{
		"BenchmarkAxes/access=copy/object=here/size=64B/passes=1",
		"BenchmarkAxes/access=view/object=here/size=64B/passes=1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("Run measured\n%q, want\n%q", got, want)
	}
	for _, want := range []string{
		"\nobject: here\n", "\nobject: absent\n", "\nobject:\n", "\nlibrary: 1.2\n", "\nlibrary:\n",
	} {
		if strings.Count(output, want) != 1 {
			t.Errorf("Run did not print %q once in\n%s", want, output)
		}
	}
	if !strings.Contains(output, "no such object (try: make one)") {
		t.Errorf("Run did not say why it skips in\n%s", output)
	}
	if strings.Contains(output, "unknown") {
		t.Errorf("Run printed a version that is not known:\n%s", output)
	}
}

func TestRunSkipsAndFails(t *testing.T) {
	tests := []struct {
		bench  string
		failed bool
		want   string
	}{
		{bench: "Unready", want: "nothing here (try: look there)"},
		{bench: "Broken", failed: true, want: "make the source: permission denied"},
	}
	for _, test := range tests {
		output, failed := child(t, "-test.run=^$", "-test.bench=^Benchmark"+test.bench+"$", "-test.benchtime=1x", "-test.v")
		if failed != test.failed || !strings.Contains(output, test.want) {
			t.Errorf("%s: failed %v, want %v and %q in\n%s", test.bench, failed, test.failed, test.want, output)
		}
		if names, _ := lines(output); names != nil {
			t.Errorf("%s: measured %q, want nothing", test.bench, names)
		}
	}
}
