package proof

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// Proof checks, before anything is timed, that every arm of a scenario does
// what it claims. It watches the very lives that are timed: the block's
// Kernel is replaced by one that lets the owner change a byte after the life
// acquired it and before the life consumes it. A view's checksum follows, a
// copy's does not.
type Prover struct {
	Seed uint64

	// ReadChars returns how many bytes this process has asked the operating
	// system to read so far, and false where that is not known. nil means
	// not known.
	ReadChars func() (uint64, bool)
}

// wholeProof is the size up to which the first and the last byte are changed
// too; above it a random byte and one in every part, because each costs lives.
const wholeProof = 4 * bench.MiB

// Case proves every arm of s at c. The error says that the block could not be
// opened or that the arms disagree; what is wrong with one arm stands in its
// Evidence. A case of no passes is proven at one, and one whose general axes
// say what a pass reads or where it finds it, without them (see [Case.Plain]).
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
	w.sums[i] = w.life(i)
	for _, places := range w.places() {
		if err := w.provoke(i, places, e); err != nil {
			return err
		}
	}
	w.measure(i, p.ReadChars, e)
	return e.judge(w.ops[i].Cost)
}

// claims is the claim of an op whose arm is of kind arm.
func claims(op bench.Op, arm bench.Kind) (bench.Kind, error) {
	switch {
	case op.Kind == "" || op.Kind == arm:
		return arm, nil
	case arm == bench.Kernel:
		return op.Kind, nil
	}
	return arm, fmt.Errorf("its arm claims to be a %s and its op a %s (what is now one and now the other is of kind %s)", arm, op.Kind, bench.Kernel)
}
