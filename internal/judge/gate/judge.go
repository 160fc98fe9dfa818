package gate

import (
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Judge holds claims against series. Alpha is the level of all of them together (Holm).
// Machine is the machine of the series, or empty if it is not known. A claim about no
// series is an error.
func Judge(claims []Claim, series []*Series, alpha float64, machine string) ([]Outcome, error) {
	var tests []*test
	ofClaim := make([][]*test, len(claims))
	known := newIndex(series)
	outcomes := make([]Outcome, len(claims))
	for i, c := range claims {
		outcomes[i] = Outcome{Of: OfClaim, Name: c.Title(), Unit: c.unit(), Word: Undecided}
		if c.Breakeven != "" {
			outcomes[i].Unit = "break-even"
		}
		if c.Machine != "" && c.Machine != machine {
			outcomes[i].Word, outcomes[i].Figures.Machines = Skipped, &Machines{c.Machine, machine}
			continue
		}
		if c.Breakeven != "" {
			continue // see Breakevens
		}
		some, err := c.tests(known)
		if err != nil {
			return nil, fmt.Errorf("claim %q: %w", c.Title(), err)
		}
		for _, t := range some {
			t.measure()
		}
		ofClaim[i] = some
		if tests = append(tests, some...); len(tests) > mostTests {
			return nil, fmt.Errorf("the first %d claims are about more than %d benchmarks in all (name fewer in each claim)", i+1, mostTests)
		}
	}
	correct(tests)
	for i, c := range claims {
		if outcomes[i].Word == Skipped || c.Breakeven != "" {
			continue
		}
		outcomes[i].Word, outcomes[i].Figures = summary(ofClaim[i], alpha)
		switch {
		case outcomes[i].Word == Undecided:
			outcomes[i].doubt(ofClaim[i], alpha)
		case !slices.ContainsFunc(ofClaim[i], func(t *test) bool { return !t.exact }):
			outcomes[i].Sight = compare.Constant
		}
	}
	return outcomes, nil
}

// mostTests keeps claims about everything, of which a file may have thousands,
// from taking all memory.
const mostTests = 1 << 20

// doubt says why a claim that is undecided is no all-clear.
func (o *Outcome) doubt(tests []*test, alpha float64) {
	few := 0
	for _, t := range tests {
		if t.word(alpha) != Undecided {
			continue
		}
		switch {
		case t.blind():
			few++
			o.Doubt = Doubt{Kind: NoInterval, N: t.n}
		case t.looksBroken():
			o.Looks, o.Doubt = true, Doubt{Kind: LooksBroken}
		}
	}
	if few == len(tests) {
		o.Sight = compare.Blind
	}
}

// summary is the outcome of a claim over its cases, told by the worst of them.
func summary(cases []*test, alpha float64) (Word, Figures) {
	var words []Word
	for _, t := range cases {
		words = append(words, t.word(alpha))
	}
	word := worst(words)
	var f Figures
	const most = 3
	for i, t := range cases {
		switch {
		case words[i] != word:
		case len(f.Cases) < most:
			f.Cases = append(f.Cases, t.figures())
		default:
			f.More++
		}
	}
	return word, f
}
