package benchtest

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// Prove tests the claim of every arm of s, at the awkward sizes and with every value
// of its axes. A fault that several cases share is said once, with the first of them. A
// scenario is skipped with its reason if it cannot run here. What benchmain.Main refuses
// fails here too, such as a forbidden name, or a lack of arms to compare.
func Prove(t *testing.T, s bench.Scenario) {
	if mistakes := proof.Unfit([]bench.Scenario{s}); len(mistakes) > 0 {
		for _, m := range mistakes {
			t.Error(m)
		}
		return
	}
	info := s.Describe()
	needs(t, info)
	var found faults
	defer func() { found.say(t) }()
	grid := info.Grid
	grid.Sizes, grid.Passes, grid.Leave = bench.AwkwardSizes, nil, nil
	proven := map[string]bool{} // by what the arms see of a case
	for _, c := range grid.Cases() {
		if c = c.Plain(); proven[c.String()] {
			continue
		}
		proven[c.String()] = true
		evidence, err := proof.Prover{Seed: nextSeed()}.Case(s, c)
		if skip := bench.Skipped(err); skip != nil {
			t.Logf("%s skipped: %v", c, skip)
			continue
		}
		if err != nil {
			found.add(info.Name+"/"+c.String(), err.Error(), "")
		}
		for _, e := range evidence {
			if e.Fault != "" {
				found.add(c.Name(info.Name, e.Arm), e.Fault, fmt.Sprintf(" (observed: %s)", e))
			}
		}
	}
}

// faults are those of a proof, each once.
type faults struct {
	all   []*fault
	known map[string]*fault
}

// fault is a fault at its first case.
type fault struct {
	text string
	more int // further cases
}

// figures are what differs between the same fault at two sizes.
var figures = regexp.MustCompile(`[0-9]+[A-Za-z]*|0x[0-9a-f]+`)

// add adds the fault of an arm, or of a whole case.
func (f *faults) add(where, what, seen string) {
	key := figures.ReplaceAllString(where+": "+what, "#")
	if first := f.known[key]; first != nil {
		first.more++
		return
	}
	if f.known == nil {
		f.known = map[string]*fault{}
	}
	f.known[key] = &fault{text: where + ": " + what + seen}
	f.all = append(f.all, f.known[key])
}

// say fails a test with the faults.
func (f *faults) say(t *testing.T) {
	for _, one := range f.all {
		switch one.more {
		case 0:
			t.Error(one.text)
		case 1:
			t.Errorf("%s; and at 1 further case", one.text)
		default:
			t.Errorf("%s; and at %d further cases", one.text, one.more)
		}
	}
}

// needs skips a test or a benchmark of a scenario that cannot run here. A scenario
// that is there but broken fails: a skip would turn the test silently green.
func needs(t testing.TB, info bench.Info) {
	t.Helper()
	if info.Ready == nil {
		return
	}
	switch err := info.Ready(); {
	case bench.Skipped(err) != nil:
		t.Skip(err)
	case err != nil:
		t.Fatalf("%s cannot run: %v", info.Name, err)
	}
}
