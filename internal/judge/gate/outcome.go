package gate

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Word is what becomes of a claim.
type Word string

// The words.
const (
	Holds        Word = "holds"
	Allowed      Word = "allowed" // worse than the baseline, by no more than the threshold
	Broken       Word = "broken"
	Gone         Word = "gone" // in the baseline, and not measured now
	Undecided    Word = "undecided"
	Acknowledged Word = "acknowledged" // broken, and known to be
	Skipped      Word = "skipped"      // it is about another machine
)

// Outcome is what became of a claim, or of a row of the baseline.
type Outcome struct {
	Of      string // claim or baseline
	Name    string // of the claim, or of the row
	Package string // of the row; empty if its text does not say
	Unit    string
	Word    Word

	Figures Figures
	Looks   bool          // it is undecided, and looks broken
	Doubt   Doubt         // why what is undecided is no all-clear; may be none
	Sight   compare.Sight // whether anything could have been seen
	Unfit   string        // why the machine is not fit to judge it, if it would be decided otherwise; as the results have it

	Acknowledged *Ack // nil unless it is
}

// Doubt is why an outcome is undecided and no all-clear.
type Doubt struct {
	Kind       DoubtKind
	Comparison compare.Doubt // of [OfComparison]
	N          int           // of [NoInterval]: values
	From       bench.Bytes   // of [NoSizes]: from which nothing was measured
}

// DoubtKind is the kind of a [Doubt].
type DoubtKind int

// The kinds.
const (
	NoDoubt      DoubtKind = iota
	OfComparison           // the comparison with the baseline is in doubt
	NoInterval             // so few values give no interval
	LooksBroken            // it looks broken, and is not shown to be
	NoSizes                // no size was measured that the claim is about
	UnfitMachine           // see Outcome.Unfit
)

// The kinds of outcomes.
const (
	OfClaim    = "claim"
	OfBaseline = "baseline"
)

// Counts is how many outcomes came to each word.
func Counts(outcomes []Outcome) map[Word]int {
	n := map[Word]int{}
	for _, o := range outcomes {
		n[o.Word]++
	}
	return n
}

// Failing reports whether an outcome keeps the gate from passing, whatever is to
// become of what is undecided.
func (o Outcome) Failing() bool { return o.Word == Broken || o.Word == Gone || o.Looks }

// Doubtful are the outcomes that are undecided and no all-clear.
func Doubtful(outcomes []Outcome) []Outcome {
	return slices.DeleteFunc(slices.Clone(outcomes), func(o Outcome) bool { return o.Word != Undecided || o.Doubt.Kind == NoDoubt })
}

// Seen reports whether a change could have been seen, in the claims and in the
// baseline, if there are outcomes of them. Outcomes about another machine,
// acknowledged ones and those of missing rows do not count.
func Seen(outcomes []Outcome) bool {
	sights := map[string][]compare.Sight{}
	for _, o := range outcomes {
		if o.Word != Skipped && o.Word != Acknowledged && o.Word != Gone {
			sights[o.Of] = append(sights[o.Of], o.Sight)
		}
	}
	for _, of := range sights {
		if !compare.AnySeen(of) {
			return false
		}
	}
	return true
}

// worst is the word of several: broken before undecided before the others.
func worst(words []Word) Word {
	found := Holds
	for _, w := range words {
		if w == Broken || w == Undecided && found == Holds {
			found = w
		}
	}
	return found
}

// withoutProcs is a name without its GOMAXPROCS suffix.
func withoutProcs(name string) string {
	at := strings.LastIndexByte(name, '-')
	if at <= 0 || strings.Trim(name[at+1:], "0123456789") != "" || at == len(name)-1 {
		return name
	}
	return name[:at]
}
