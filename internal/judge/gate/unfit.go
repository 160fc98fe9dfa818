package gate

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
)

// Unfit makes the outcomes about times undecided, in place, because the machine is not
// fit to judge times for a reason. Where identical code differs, neither "holds" nor
// "broken" is shown. Counts do not depend on the machine's speed, and stay. Unfit returns
// how many outcomes it changed.
func Unfit(outcomes []Outcome, reason string) (changed int) {
	for i, o := range outcomes {
		decided := o.Word == Holds || o.Word == Allowed || o.Word == Broken
		if result.Deterministic(o.Unit) || !decided && o.Word != Undecided {
			continue
		}
		outcomes[i].Sight = compare.Unseen
		if !decided {
			continue
		}
		outcomes[i].Word, outcomes[i].Looks = Undecided, o.Word == Broken
		outcomes[i].Doubt, outcomes[i].Unfit = Doubt{Kind: UnfitMachine}, reason
		changed++
	}
	return changed
}
