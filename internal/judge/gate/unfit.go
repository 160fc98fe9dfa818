package gate

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
)

// Unfit makes undecided, in place, what became of times on a machine that is not
// fit to judge them, for that reason: neither "holds" nor "broken" is shown where
// identical code differs. Counts do not depend on the machine's speed, and stay.
// It returns how many outcomes it changed.
func Unfit(outcomes []Outcome, reason string) (changed int) {
	for i, o := range outcomes {
		decided := o.Word == Holds || o.Word == Allowed || o.Word == Broken
		if result.Deterministic(o.Unit) || !decided && o.Word != Undecided {
			continue
		}
		outcomes[i].Sight = compare.Apart
		if !decided {
			continue
		}
		outcomes[i].Word, outcomes[i].Looks = Undecided, o.Word == Broken
		outcomes[i].Doubt = "the machine is unfit: " + reason + " (measure again when it does nothing else)"
		outcomes[i].Said += ": the machine is unfit: " + reason
		changed++
	}
	return changed
}
