package bench_test

import (
	"regexp"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestCaseNames(t *testing.T) {
	tests := []struct {
		point bench.Case
		want  string
	}{
		{
			point: bench.Case{Size: 64 * bench.KiB, Passes: 1},
			want:  "SubSlice/access=view/size=64KiB/passes=1",
		},
		{
			point: bench.Case{Size: 1*bench.MiB + 64},
			want:  "SubSlice/access=view/size=1048640B/passes=0",
		},
		{
			point: bench.Case{Size: 33, Passes: 16, Axes: []bench.Axis{{Key: "object", Value: "numpy"}, {Key: "stride", Value: "3"}}},
			want:  "SubSlice/access=view/object=numpy/stride=3/size=33B/passes=16",
		},
	}
	for _, test := range tests {
		got := test.point.Name("SubSlice", "view")
		if got != test.want {
			t.Errorf("Name(SubSlice, view) = %q, want %q", got, test.want)
		}
		if parts := "SubSlice/" + test.point.SubName("view"); parts != got {
			t.Errorf("SubName(view) behind the scenario is %q, want %q", parts, got)
		}
		if part := "SubSlice/access=view/" + test.point.String(); part != got {
			t.Errorf("String() behind the access is %q, want %q", part, got)
		}
		if regexp.MustCompile(`-[0-9]+$`).MatchString(got) {
			t.Errorf("Name = %q ends in -digits, which is read as GOMAXPROCS", got)
		}
	}
}

func TestCaseGet(t *testing.T) {
	c := bench.Case{Axes: []bench.Axis{{Key: "object", Value: "numpy"}, {Key: "cache", Value: "cold"}}}
	for key, want := range map[string]string{"object": "numpy", "cache": "cold", "size": "", "": ""} {
		if got := c.Get(key); got != want {
			t.Errorf("Get(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestCaseConsumed(t *testing.T) {
	for passes, want := range map[int]bench.Bytes{0: 0, 1: 100, 16: 1600} {
		if got := (bench.Case{Size: 100, Passes: passes}).Consumed(); got != want {
			t.Errorf("Consumed of 100B at %d passes = %d, want %d", passes, got, want)
		}
	}
}
