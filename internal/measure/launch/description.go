package launch

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// Description is a scenario without its functions, for another process.
type Description struct {
	Info   bench.Info    `json:"info"` // without its functions
	Rivals []bench.Rival `json:"rivals"`
	Cases  []bench.Case  `json:"cases"`  // of the wish; none if the wish leaves the scenario out
	Lacks  string        `json:"lacks"`  // the axis of the wish that it has not; empty if it has all
	Skip   *bench.Skip   `json:"skip"`   // why it cannot run here; nil if it can, or was not asked
	Broken string        `json:"broken"` // how it fails before it runs; empty if it does not

	Versions []bench.Version `json:"versions"` // of libraries and runtimes beside Go; none if it was not asked or cannot run
}

// Wish selects scenarios and cases. The zero value selects all scenarios with their
// own grids.
type Wish struct {
	Names  []string       `json:"names"`  // scenarios, in any case of letters; none means all
	Match  string         `json:"match"`  // a regular expression for SubSlice/size=64KiB/passes=1; other cases are left out
	Sizes  []bench.Bytes  `json:"sizes"`  // in place of the grid's; none keeps them
	Every  bool           `json:"every"`  // also the cases that the grid leaves out
	Passes []int          `json:"passes"` // in place of the grid's; none keeps them
	Once   bool           `json:"once"`   // of the grid's passes, the first only; and of its axes, where Match does not choose
	Axes   []bench.Choice `json:"axes"`   // values of further axes in place of the grid's, or beside it; none keeps them
}

// Reason is why the scenario cannot run here; empty if it can.
func (d Description) Reason() string {
	if d.Skip != nil {
		return d.Skip.Error()
	}
	return cmp.Or(d.Lacks, d.Broken)
}

// AxesOf are the keys of a grid's axes beside size and passes: its own, and the general
// ones that mean something to it.
func AxesOf(g bench.Grid) []string {
	var keys []string
	for _, own := range g.Axes {
		keys = append(keys, own.Key)
	}
	for _, general := range bench.Conditions() {
		if !slices.Contains(g.Without, general.Key) && !slices.Contains(keys, general.Key) {
			keys = append(keys, general.Key)
		}
	}
	return keys
}
