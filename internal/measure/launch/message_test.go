package launch_test

import (
	"reflect"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

func TestOnly(t *testing.T) {
	v := launch.Visit{Case: bench.Case{Size: 64}, Arms: []int{0, 2}, References: []reference.ID{{Role: "r"}}, Ops: []int{5, 6, 7}, Long: []bool{false, true, true}, Collector: true}
	for _, test := range []struct {
		arm   int
		want  launch.Visit
		timed bool
	}{
		{0, launch.Visit{Case: v.Case, Arms: []int{0}, Ops: []int{5}, Long: []bool{false}, Collector: true}, true},
		{1, launch.Visit{}, false},
		{2, launch.Visit{Case: v.Case, Arms: []int{2}, Ops: []int{6}, Long: []bool{true}, Collector: true}, true},
	} {
		if got, timed := v.Only(test.arm); timed != test.timed || !reflect.DeepEqual(got, test.want) {
			t.Errorf("Only(%d) = %+v, %v, want %+v, %v", test.arm, got, timed, test.want, test.timed)
		}
	}
}

// TestOnlyWithoutLong: nothing is known to be long where the visit says nothing.
func TestOnlyWithoutLong(t *testing.T) {
	v := launch.Visit{Arms: []int{0, 2}, Ops: []int{5, 6}}
	want := launch.Visit{Arms: []int{2}, Ops: []int{6}}
	if got, timed := v.Only(2); !timed || !reflect.DeepEqual(got, want) {
		t.Errorf("Only(2) = %+v, %v, want %+v", got, timed, want)
	}
}

func TestFaultName(t *testing.T) {
	f := launch.Fault{Scenario: "A", Case: bench.Case{Size: 64, Passes: 1}}
	if got, want := f.Name(), "A/size=64B/passes=1"; got != want {
		t.Errorf("Name() = %q, want %q", got, want)
	}
	f.Arm = "view"
	if got, want := f.Name(), "A/access=view/size=64B/passes=1"; got != want {
		t.Errorf("Name() = %q, want %q", got, want)
	}
}
