package gate

import "strings"

// Word is what becomes of a claim.
type Word string

// The words.
const (
	Holds        Word = "holds"
	Broken       Word = "broken"
	Undecided    Word = "undecided"
	Acknowledged Word = "acknowledged" // broken, and known to be
	Skipped      Word = "skipped"      // it is about another machine
)

// Outcome is what became of a claim, or of a row of the baseline.
type Outcome struct {
	Of   string // claim or baseline
	Name string // of the claim, or of the row
	Unit string
	Word Word
	Said string // the figures, in one sentence

	Acknowledged string // the reason and the last day
}

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
