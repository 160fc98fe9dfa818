package spins

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// TestTruth: at the truth both arms spin alike, and on either side of it
// another spins longer.
func TestTruth(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range All() {
		at := func(x float64) bench.Case {
			if s.Along == bench.BreakEvenSize {
				return bench.Case{Size: bench.Bytes(x), Passes: 1}
			}
			return bench.Case{Size: size, Passes: int(x)}
		}
		truth := s.Truth()
		below, above := at(math.Floor(truth/1.2)), at(math.Ceil(truth*1.2))
		wins := func(c bench.Case) bool { return s.View.iterations(c) < s.Copy.iterations(c) }
		if large := s.Along == bench.BreakEvenSize; truth < 1 || wins(above) != large || wins(below) == large {
			t.Errorf("%s: at %s the copy spins %d times and the view %d, at %s %d and %d; the truth is %v", s.Name,
				below, s.Copy.iterations(below), s.View.iterations(below), above, s.Copy.iterations(above), s.View.iterations(above), truth)
		}
		if seen[s.Name] {
			t.Errorf("two scenarios are called %s", s.Name)
		}
		seen[s.Name] = true
	}
}

// TestSpinsAreProven: they pass the proof that every scenario has to pass.
func TestSpinsAreProven(t *testing.T) {
	for _, s := range All()[:1] {
		evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: 4096, Passes: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			if e.Fault != "" || e.Seen != proof.Aliases {
				t.Errorf("%s: %s, fault %q, want that it aliases", e.Arm, e.Seen, e.Fault)
			}
		}
	}
}

func TestSpin(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		if got := spin(12345, n); got != 0 {
			t.Errorf("spin(12345, %d) = %d, want 0", n, got)
		}
	}
}
