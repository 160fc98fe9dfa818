package result_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// ownHead is the first line of a text whose comments count.
const ownHead = "# bufbench: a line is one launch\n"

// measured is what most designs of these tests are.
var measured = result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.01}

func TestDesignString(t *testing.T) {
	for _, test := range []struct {
		design result.Design
		want   string
	}{
		{result.Design{}, "stop=fixed"},
		{result.Design{Clock: "ns/op"}, "clock=ns/op stop=fixed"},
		{result.Design{Clock: "ns/op", Alpha: 0.05}, "clock=ns/op stop=fixed alpha=0.05"},
		{result.Design{Stop: result.Sequential}, "stop=sequential"},
		{result.Design{Stop: result.Early}, "stop=early"},
		{result.Design{Stop: result.Limit}, "stop=limit"},
		{measured, "clock=cpu-ns/op stop=sequential alpha=0.01"},
		{result.Design{Stop: result.Early, SameCode: true}, "stop=early code=same"},
		{result.Design{Alpha: 1e-12}, "stop=fixed alpha=1e-12"},
		{result.Design{Alpha: 1. / 3}, "stop=fixed alpha=0.3333333333333333"},
	} {
		if got := test.design.String(); got != test.want {
			t.Errorf("(%#v).String() = %q, want %q", test.design, got, test.want)
		}
		text := ownHead + "# launches=12 paired=yes " + test.want + "\nBenchmarkA/access=copy/size=64B/passes=1 1 1 ns/op\n"
		lines, _, err := result.Read(strings.NewReader(text), "f.txt")
		if err != nil || len(lines) != 1 || lines[0].Design != test.design {
			t.Errorf("Read(%q) = %+v, %v, want the design %#v", text, lines, err, test.design)
		}
	}
}

func TestReadDesign(t *testing.T) {
	const (
		head   = "# launches=2 paired=yes clock=cpu-ns/op stop=sequential alpha=0.01\n"
		copies = "BenchmarkA/access=copy/size=64B/passes=1-2 10 0.1 ns/op\n"
		view   = "BenchmarkA/access=view/size=64B/passes=1-2 10 0.1 ns/op\n"
		larger = "BenchmarkA/access=copy/size=128B/passes=1-2 10 0.1 ns/op\n"
		other  = "BenchmarkB/access=copy/size=64B/passes=1-2 10 0.1 ns/op\n"
	)
	none := result.Design{}
	for _, test := range []struct {
		name, text string
		want       []result.Design // of each line
	}{
		{"in another order", "# stop=sequential alpha=0.01 launches=3 clock=cpu-ns/op paired=no\n" + copies, []result.Design{measured}},
		{"alone", "# launches=3\n" + copies, []result.Design{none}},
		{"of an earlier version", "# launches=6 paired=yes\n" + copies, []result.Design{none}},
		{"without blanks at the front", "#launches=3 clock=ns/op\n" + copies, []result.Design{{Clock: "ns/op"}}},
		{"nonsense in it", "# launches=few paired=perhaps clock=ns/op stop=sometime alpha=little colour=blue = x=\n" + copies, []result.Design{{Clock: "ns/op"}}},
		{"a level that is none", "# launches=3 stop=sequential alpha=\n" + copies, []result.Design{{Stop: result.Sequential}}},
		{"levels that cannot be", "# launches=3 alpha=2\n" + copies + "# launches=3 alpha=-1\n" + view + "# launches=3 alpha=NaN\n" + larger + "# launches=3 alpha=1e999\n" + other, []result.Design{none, none, none, none}},
		{"fixed", "# launches=3 stop=fixed alpha=0.05\n" + copies, []result.Design{{Alpha: 0.05}}},
		{"a comment of another kind", "# clock=cpu-ns/op stop=sequential\n" + copies, []result.Design{none}},
		{"a comment behind it", head + "# nothing of note\n" + copies, []result.Design{measured}},
		{"a comment that speaks of launches", head + "# all launches were quiet\n" + copies, []result.Design{measured}},
		{"all arms of the case", head + copies + copies + view + view, []result.Design{measured, measured, measured, measured}},
		{"configuration between", head + "goos: linux\nobject: numpy\n\n" + copies + view, []result.Design{measured, measured}},
		{"another case without one", head + copies + larger + view, []result.Design{measured, none, measured}},
		{"another scenario without one", head + copies + other, []result.Design{measured, none}},
		{"the next one", head + copies + "# launches=2 clock=ns/op\n" + larger, []result.Design{measured, {Clock: "ns/op"}}},
		{"the next one of the same case", head + copies + "# launches=2 clock=ns/op\n" + view, []result.Design{measured, {Clock: "ns/op"}}},
		{"what stands before", copies + head + view, []result.Design{none, measured}},
		{"behind the words of go test", "PASS\n" + head + copies, []result.Design{none}},
		{"the text of go test", "goos: linux\npkg: x\n" + copies + "PASS\nok  \tx\t1.2s\n", []result.Design{none}},
		{"tabs, as go test has them", head + strings.ReplaceAll(copies+view, " ", "\t"), []result.Design{measured, measured}},
		{"lines that end as on Windows", strings.ReplaceAll(head+copies+view, "\n", "\r\n"), []result.Design{measured, measured}},
		{"a line that is none", head + "BenchmarkFoo-2 10 1 ns/op\n" + copies, []result.Design{none}},
	} {
		lines, _, _ := result.Read(strings.NewReader(ownHead+test.text), "f.txt")
		var got []result.Design
		for _, l := range lines {
			got = append(got, l.Design)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: Read has the designs %v, want %v", test.name, got, test.want)
		}
	}
}

// TestWriterKeepsDesigns: each line is read with the design that it was written
// with, also from a file that no Finish has sorted.
func TestWriterKeepsDesigns(t *testing.T) {
	w := create(t)
	numpy, plain := bench.Axis{Key: "object", Value: "numpy"}, bench.Axis{Key: "object", Value: "bytes"}
	want := map[string]result.Design{}
	for i, c := range []bench.Case{at(64, 1, numpy), at(64, 4, numpy), at(64, 1, plain), at(128, 1), at(256, 1)} {
		d := result.Design{Clock: []string{"ns/op", "cpu-ns/op"}[i%2], Stop: []result.Stop{result.Early, result.Fixed, result.Limit}[i%3], Alpha: []float64{0, 0.01, 0.05}[i%3]}
		want[c.String()] = d
	}
	want[at(256, 1).String()] = result.Design{}
	for range 3 {
		var launched []result.Line
		for _, c := range []bench.Case{at(128, 1), at(64, 1, plain), at(64, 1, numpy), at(256, 1), at(64, 4, numpy)} {
			some := lines("A", c, 9, "copy", "view")
			for i := range some {
				some[i].Design = want[c.String()]
			}
			launched = append(launched, some...)
		}
		if err := w.Append(launched, nil); err != nil {
			t.Fatal(err)
		}
	}
	w.About("A", at(128, 1), "what proof saw")
	w.Note("preempted 1 %% of 100 samples")
	appended := read(t, w.Path())
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"appended": appended, "finished": read(t, w.Path())} {
		got, _, err := result.Read(strings.NewReader(text), name)
		if err != nil || len(got) != 3*5*2 {
			t.Fatalf("%s: %d lines, %v, want 30", name, len(got), err)
		}
		for _, l := range got {
			if l.Design != want[l.Case.String()] {
				t.Errorf("%s: %s has the design %v, want %v", name, l.Name(), l.Design, want[l.Case.String()])
			}
		}
	}
}
