package proof

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// Prover proves arms. The zero value draws its data from seed 0, and does not know
// what the operating system reads.
type Prover struct {
	Seed uint64

	// ReadChars returns how many bytes this process asked the operating system to read
	// so far; false if unknown. nil means unknown.
	ReadChars func() (uint64, bool)
}

// wholeProof is the maximum size at which the first and the last byte are changed too.
// Above it, a random byte and one in every part are: each change costs operations.
const wholeProof = 4 * bench.MiB

// Case proves every arm of s at c. It returns the evidence in the order of the arms,
// with the fault of a single arm in its Evidence. The error is a block that cannot be
// opened, or a disagreement of the arms.
//
// A case of no passes is proven at one pass. General axes that arms do not see are
// left out (see [bench.Case.Plain]).
func (p Prover) Case(s bench.Scenario, c bench.Case) ([]Evidence, error) {
	c = c.Plain()
	c.Passes = max(c.Passes, 1)
	b := bench.NewBlock(c, p.Seed)
	defer b.Close()
	watch, err := watched(b, s)
	if err != nil {
		return nil, err
	}
	rivals := s.Rivals()
	all := make([]Evidence, len(rivals))
	for i, rival := range rivals {
		kind, err := claims(watch.ops[i], rival.Kind)
		all[i] = Evidence{Arm: rival.Name, Kind: kind, Addresses: b.Owner().Memory != nil}
		if err == nil {
			err = p.arm(watch, i, &all[i])
		}
		if err != nil {
			all[i].Fault = err.Error()
		}
	}
	return all, watch.agree(all)
}

// arm gathers the evidence of one arm and judges it.
func (p Prover) arm(w *watch, i int, e *Evidence) error {
	w.sums[i] = w.once(i)
	for _, places := range w.places() {
		if err := w.provoke(i, places, e); err != nil {
			return err
		}
	}
	w.measure(i, p.ReadChars, e)
	return e.judge(w.ops[i].Cost)
}

// claims is the claim of an op, opened from an arm of kind arm.
func claims(op bench.Op, arm bench.Kind) (bench.Kind, error) {
	switch {
	case op.Kind == "" || op.Kind == arm:
		return arm, nil
	case arm == bench.Kernel:
		return op.Kind, nil
	}
	return arm, fmt.Errorf("its arm claims to be a %s and its op a %s (what is now one and now the other is of kind %s)", arm, op.Kind, bench.Kernel)
}
