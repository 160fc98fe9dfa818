package result_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

func TestRead(t *testing.T) {
	good := result.Line{
		Scenario: "A", Arm: "copy", Case: bench.Case{Size: 64, Passes: 1}, Procs: 2, Ops: 10,
		Values: []result.Value{{Unit: "ns/op", X: 0.1}, {Unit: "MB/s", X: 3}, {Unit: "B/op", X: 5}},
	}
	const line = "BenchmarkA/access=copy/size=64B/passes=1-2 10 0.1 ns/op 3 MB/s 5 B/op\n"
	for _, test := range []struct {
		name, text string
		lines      int
		bad        string // part of the error; empty for none
	}{
		{name: "nothing"},
		{name: "head only", text: "# bufbench\nUnit ns/op better=lower\n"},
		{name: "lines", text: line + line, lines: 2},
		{name: "no newline at the end", text: line + strings.TrimSpace(line), lines: 2},
		{name: "go test's own words", text: "goos: linux\n" + line + "PASS\nok  \tx\t1.2s\n", lines: 1},
		{name: "another tool's line", text: line + "BenchmarkFoo-2 10 1 ns/op\n" + line, lines: 2, bad: "f.txt:2: benchmark name"},
		{name: "cut within a value", text: line + "BenchmarkA/access=copy/size=64B/passes=1-2 10 0.", lines: 1, bad: "f.txt:2"},
		{name: "cut within a name", text: line + "BenchmarkA/access=co", lines: 1, bad: "f.txt:2"},
		{name: "a long line that is no result", text: line + strings.Repeat("x", 1<<20) + "\n" + line, lines: 2},
		{name: "too long a result", text: line + "BenchmarkA/access=" + strings.Repeat("x", 1<<20) + "/size=64B 10 0.1 ns/op\n" + line, lines: 2, bad: "f.txt:2"},
		{name: "no time at all", text: line + "BenchmarkA/access=copy/size=64B/passes=1-2 10 0 ns/op\n" + line, lines: 2, bad: "f.txt:2: 0 ns/op: an operation of a scenario takes time"},
		{name: "no time by the clock that counts", text: "# bufbench: a line is one launch (a fresh process) of one arm; the i-th line of each name is launch i\n# started 2026-11-24T17:07:27Z commit 7d2b656 machine there-2c-000000\n# launches=1 clock=cpu-ns/op stop=fixed\nBenchmarkA/access=copy/size=64B/passes=1-2 10 5 ns/op -1 cpu-ns/op\n", bad: "f.txt:4: -1 cpu-ns/op: an operation of a scenario takes time"},
		{name: "many lines that cannot be read", text: line + strings.Repeat("BenchmarkA x\n", 30), lines: 1, bad: "f.txt: 10 more problems"},
	} {
		lines, _, err := result.Read(strings.NewReader(test.text), "f.txt")
		switch {
		case test.bad == "" && err != nil:
			t.Errorf("%s: Read: %v", test.name, err)
		case test.bad != "" && (err == nil || !strings.Contains(err.Error(), test.bad)):
			t.Errorf("%s: Read: error %v, want one with %q", test.name, err, test.bad)
		}
		if len(lines) != test.lines {
			t.Errorf("%s: Read: %d lines, want %d", test.name, len(lines), test.lines)
		}
		for _, l := range lines {
			if !reflect.DeepEqual(l, good) {
				t.Errorf("%s: Read: %+v, want %+v", test.name, l, good)
			}
		}
	}
}

func TestReadConfig(t *testing.T) {
	const text = "goos: linux\ncpu: a b c\nBenchmarkA/access=copy/size=64B/passes=1 1 1 ns/op\n"
	_, got, err := result.Read(strings.NewReader(text), "f.txt")
	want := [][2]string{{"goos", "linux"}, {"cpu", "a b c"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Read: configuration %v, %v, want %v", got, err, want)
	}
}

// FuzzRead: bytes from outside never crash it, a whole line behind whatever was
// read before is returned, and every design can be written and read again.
func FuzzRead(f *testing.F) {
	const line = "# launches=1 paired=yes clock=cpu-ns/op stop=sequential alpha=0.01\nBenchmarkA/access=copy/size=64B/passes=1 1 1 ns/op\n"
	f.Add([]byte(line))
	f.Add([]byte("# alpha=1e-9 clock== stop=sequential launches\nBenchmarkA/access=copy/size=64B/passes=1 1 1 ns/op\n# launches=1 alpha=NaN"))
	f.Add([]byte("# launches=2 paired=yes\nUnit ns/op better=lower\nkey: value\n\n"))
	f.Add([]byte("BenchmarkA/access=copy/size=64B/passes=1-0 1 NaN ns/op\x00"))
	f.Add([]byte("Unit ns/op better=sideways\nUnit\nBenchmark\nBenchmark/ 1"))
	f.Fuzz(func(t *testing.T, before []byte) {
		lines, _, _ := result.Read(strings.NewReader(ownHead+string(before)+"\n"+line), "f.txt")
		if len(lines) == 0 || lines[len(lines)-1].Scenario != "A" {
			t.Errorf("Read(%q and a line) = %+v, want the line last", before, lines)
		}
		for _, l := range lines {
			text := ownHead + "# launches=1 paired=yes " + l.Design.String() + "\nBenchmarkA/access=copy/size=64B/passes=1 1 1 ns/op\n"
			again, _, err := result.Read(strings.NewReader(text), "f.txt")
			if err != nil || len(again) != 1 || again[0].Design != l.Design {
				t.Errorf("Read(%q) = %+v, %v, want the design %#v", text, again, err, l.Design)
			}
		}
	})
}
