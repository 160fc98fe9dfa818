package profile

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// TestListHottest: the function with the most samples of each arm is listed, and an arm
// without samples has none.
func TestListHottest(t *testing.T) {
	r := &run{Outcome: Outcome{
		Profiles: []Profiles{
			{Arm: "copy", spots: []profdiff.Spot{{Function: "memmove", Samples: 3}, {Function: "malloc", Samples: 1}}},
			{Arm: "view", spots: []profdiff.Spot{{Function: "outside", Samples: 9}}},
		},
		Sampled: []budget.Sampling{{Arm: "view"}, {Arm: "copy", Functions: []budget.Function{{Name: "memmove"}, {Name: "malloc"}}}},
	}}
	r.listHottest()
	if l := r.Profiles[0].Hottest; l.Function != "memmove" || l.Samples != 3 || len(l.Lacks) != 2 {
		t.Errorf("the hottest function of the copy is %+v, want memmove with 3 samples, and two reasons", l)
	}
	if l := r.Profiles[1].Hottest; l.Function != "" {
		t.Errorf("the hottest function of the view is %+v, want none", l)
	}
}
