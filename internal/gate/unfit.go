package gate

// Unfit makes undecided, in place, what became of times on a machine that is not
// fit to judge them, for that reason: neither "holds" nor "broken" is shown where
// identical code differs. Counts do not depend on the machine's speed, and stay.
// It returns how many outcomes it changed.
func Unfit(outcomes []Outcome, reason string) (changed int) {
	for i, o := range outcomes {
		if Deterministic(o.Unit) || o.Word != Holds && o.Word != Broken {
			continue
		}
		outcomes[i].Word = Undecided
		outcomes[i].Said += ": the machine is unfit: " + reason
		changed++
	}
	return changed
}
