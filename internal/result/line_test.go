package result_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

func TestNameRoundTrip(t *testing.T) {
	at := func(size bench.Bytes, passes int, axes ...bench.Axis) bench.Case {
		return bench.Case{Size: size, Passes: passes, Axes: axes}
	}
	for _, test := range []struct {
		line result.Line
		want string
	}{
		{result.Line{Scenario: "A", Arm: "view", Case: at(64*bench.KiB, 1), Procs: 2}, "A/access=view/size=64KiB/passes=1-2"},
		{result.Line{Scenario: "A", Arm: "view", Case: at(64*bench.KiB, 1), Procs: 1}, "A/access=view/size=64KiB/passes=1"},
		{result.Line{Scenario: "A", Arm: "copy", Case: at(33, 0), Procs: 1}, "A/access=copy/size=33B/passes=0"},
		{result.Line{Scenario: "A", Arm: "copy", Case: at(1048640, 16), Procs: 128}, "A/access=copy/size=1048640B/passes=16-128"},
		{result.Line{Scenario: "A", Arm: "copy-2", Case: at(bench.TiB, 1), Procs: 1}, "A/access=copy-2/size=1TiB/passes=1"},
		{result.Line{Scenario: "A", Arm: "copy-2", Case: at(1024, 1), Procs: 4}, "A/access=copy-2/size=1KiB/passes=1-4"},
		{
			result.Line{Scenario: "PyBuffer", Arm: "view", Case: at(4096, 1, bench.Axis{Key: "object", Value: "numpy"}, bench.Axis{Key: "stride", Value: "-1"}), Procs: 2},
			"PyBuffer/access=view/object=numpy/stride=-1/size=4KiB/passes=1-2",
		},
		{
			result.Line{Scenario: "PyBuffer", Arm: "view", Case: at(4096, 1, bench.Axis{Key: "object", Value: "a=b"}), Procs: 1},
			"PyBuffer/access=view/object=a=b/size=4KiB/passes=1",
		},
	} {
		if got := test.line.Name(); got != test.want {
			t.Errorf("(%+v).Name() = %q, want %q", test.line, got, test.want)
		}
		got, err := result.ParseName(test.want)
		if err != nil || !reflect.DeepEqual(got, test.line) {
			t.Errorf("parseName(%q) = %+v, %v, want %+v", test.want, got, err, test.line)
		}
	}
}

func TestParseNameRefuses(t *testing.T) {
	for _, name := range []string{
		"",
		"A",
		"A-2",
		"A/access=view",
		"A/size=64KiB/passes=1",
		"A/access=view/size=64KiB/passes=x",
		"A/access=view/size=64KiB/passes=",
		"A/access=view/size=64KiB/passes=1-0",
		"A/access=view/size=0B/passes=1",
		"A/access=view/size=64Kib/passes=1",
		"A/access=view/size=9999999TiB/passes=1",
		"A/access=view/size=64KiB/passes=1/hot",
	} {
		if got, err := result.ParseName(name); err == nil {
			t.Errorf("parseName(%q) = %+v, want an error", name, got)
		}
	}
}

func TestGet(t *testing.T) {
	l := result.Line{Values: []result.Value{{Unit: "ns/op", X: 1.5}, {Unit: "B/op", X: 0}}}
	for _, test := range []struct {
		unit  string
		want  float64
		known bool
	}{{"ns/op", 1.5, true}, {"B/op", 0, true}, {"B/s", 0, false}} {
		if got, known := l.Get(test.unit); got != test.want || known != test.known {
			t.Errorf("Get(%q) = %v, %v, want %v, %v", test.unit, got, known, test.want, test.known)
		}
	}
}

// FuzzParseName: what is read can be written, and is read again as the same.
func FuzzParseName(f *testing.F) {
	f.Add("A/access=view/size=64KiB/passes=1-2")
	f.Add("PyBuffer/access=copy-2/object=numpy/size=33B/passes=0")
	f.Add("A/access=view/size=64KiB/passes=1-0")
	f.Add("/access=/size=")
	f.Add("A/access=a/size=1k/passes=+1-+02")
	f.Fuzz(func(t *testing.T, name string) {
		l, err := result.ParseName(name)
		if err != nil {
			return
		}
		again, err := result.ParseName(l.Name())
		if err != nil || !reflect.DeepEqual(again, l) {
			t.Errorf("parseName(%q) = %+v, whose name %q reads as %+v, %v", name, l, l.Name(), again, err)
		}
	})
}

// TestRounded: times and rates keep eight digits, counts all of theirs.
func TestRounded(t *testing.T) {
	line := result.Line{Arm: "copy", Values: []result.Value{
		{Unit: "ns/op", X: 1.0 / 7},
		{Unit: "gc-cpu-ns/op", X: 123456789.123},
		{Unit: "B/s", X: 1e10 / 3},
		{Unit: "B/op", X: 123456789},
		{Unit: "minflt/op", X: 1.0 / 3},
		{Unit: "cpu-ns/op", X: math.Inf(1)},
	}}
	want := []float64{0.14285714, 1.2345679e8, 3.3333333e9, 123456789, 1.0 / 3, math.Inf(1)}
	got := line.Rounded()
	for i, v := range got.Values {
		if v.X != want[i] || v.Unit != line.Values[i].Unit {
			t.Errorf("%v %s becomes %v %s, want %v", line.Values[i].X, line.Values[i].Unit, v.X, v.Unit, want[i])
		}
	}
	if got.Arm != "copy" || line.Values[0].X != 1.0/7 {
		t.Errorf("Rounded returns %+v, and changed the line to %+v", got, line)
	}
}
