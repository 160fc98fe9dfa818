package session

import (
	"reflect"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// TestRetainedNote: what a run notes of memory that views keep is read again.
func TestRetainedNote(t *testing.T) {
	want := launch.Retention{
		Case:    bench.Case{Size: bench.MiB, Passes: 1, Axes: []bench.Axis{{Key: "object", Value: "bytes"}}},
		Sources: 64, Part: 64, Grown: 66612 * bench.KiB,
	}
	scenario, got, err := ParseRetained(retainedNote("SubSlice", want))
	if err != nil || scenario != "SubSlice" || !reflect.DeepEqual(got, want) {
		t.Errorf("read again it is %s, %+v, %v, want %+v", scenario, got, err, want)
	}
	for _, text := range []string{"", "retained ", "fit: identical code within 0.41 % call", "retained A size=x/passes=1: 64 sources, 64B used of each, the process grew by 1KiB", "retained A size: 64 sources, 64B used of each, the process grew by 1KiB"} {
		if _, _, err := ParseRetained(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
