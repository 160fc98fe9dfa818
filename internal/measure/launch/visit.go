package launch

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Visit is one case of a launch, with the findings of calibration.
type Visit struct {
	Case       bench.Case     `json:"case"`
	Arms       []int          `json:"arms"`       // which arms to time; those that failed their proof are left out
	References []reference.ID `json:"references"` // the fastest implementation of each role
	Ops        []int          `json:"lives"`      // operations per sample, by arm and then by reference
	Long       []bool         `json:"long"`       // whether operations are long, likewise (see [loop.LongOps])
	Collector  bool           `json:"collector"`  // an arm allocates, so the collector is part of the price
	Clock      Clock          `json:"clock"`      // the clock that counts, for all arms
}

// Clock is the clock that counts in a case, named by the unit of its figures. Empty
// means [Wall].
type Clock string

// The clocks that can count.
const (
	Wall   Clock = "ns/op"
	Thread Clock = "cpu-ns/op" // CPU time of the measuring thread
)

// known reports whether a record can have such a clock.
func (c Clock) known() bool { return c == "" || c == Wall || c == Thread }

// Only is the visit of a single arm, without references; false if the arm is not
// timed.
func (v Visit) Only(arm int) (Visit, bool) {
	for i, a := range v.Arms {
		if a == arm {
			one := Visit{Case: v.Case, Arms: []int{arm}, Ops: v.Ops[i : i+1], Collector: v.Collector}
			if i < len(v.Long) {
				one.Long = v.Long[i : i+1]
			}
			return one, true
		}
	}
	return Visit{}, false
}
