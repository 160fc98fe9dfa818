package proof_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// A scenario without a Kernel is proven as any other; what is wrong with an arm
// that calls it all the same is said in words.
func TestScenarioWithoutKernel(t *testing.T) {
	s := scenario()
	s.Kernel = nil
	b := bench.NewBlock(at, 1)
	defer b.Close()
	for _, run := range []func() error{
		func() error { _, err := proof.Prover{Seed: 1}.Case(s, at); return err },
		func() error {
			ops, err := s.Open(b)
			if err == nil {
				ops[0].Run(1)
			}
			return err
		},
	} {
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, "set Info.Kernel") {
					t.Errorf("an arm calls a Kernel that is not there: %q, want what to set", said)
				}
			}()
			if err := run(); err != nil {
				t.Error(err)
			}
		}()
	}
	own := func(b *bench.Block, src []byte) (bench.Op, error) {
		consume := b.Through(total)
		return bench.Op{Run: func(n int) uint64 { return uint64(n) * consume(src, 1) }}, nil
	}
	s.Arms = []bench.Arm[[]byte]{{Name: "view", Kind: bench.View, Open: own}}
	evidence, err := proof.Prover{Seed: 1}.Case(s, at)
	if err != nil || evidence[0].Seen != proof.Aliases || evidence[0].Fault != "" {
		t.Errorf("an arm with a consumer of its own: %v, error %v", evidence, err)
	}
}

// A case that reads one byte is proven as one that reads them all.
func TestTouchIsProvenWhole(t *testing.T) {
	c := at
	c.Axes = []bench.Axis{{Key: bench.Touch, Value: "byte"}, {Key: bench.Cache, Value: "cold"}}
	evidence, err := proof.Prover{Seed: 1}.Case(scenario(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if e.Fault != "" {
			t.Errorf("%s: %s", e.Arm, e.Fault)
		}
	}
}

// An arm that consumes in its own way is seen by the proof all the same.
func TestThrough(t *testing.T) {
	own := func(kind bench.Kind, cost bench.Cost, acquire func(b *bench.Block, src []byte) []byte) bench.Arm[[]byte] {
		return bench.Arm[[]byte]{Name: "own", Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
			consume := b.Through(func(p []byte, passes int) uint64 { return total(p, passes) })
			return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
				for range n {
					sum += consume(acquire(b, src), b.Case.Passes)
				}
				return sum
			}}, nil
		}}
	}
	clone := func(_ *bench.Block, src []byte) []byte { return append([]byte(nil), src...) }
	share := func(_ *bench.Block, src []byte) []byte { return src }
	for _, test := range []struct {
		name string
		arm  bench.Arm[[]byte]
		seen proof.Observation
		good bool
	}{
		{"copy", own(bench.Copy, bench.Cost{Copied: proven, Allocs: 1}, clone), proof.Moved, true},
		{"view", own(bench.View, bench.Cost{}, share), proof.Aliases, true},
		{"view that copies", own(bench.View, bench.Cost{Allocs: 1}, clone), proof.Moved, false},
		{"copy that aliases", own(bench.Copy, bench.Cost{Copied: proven}, share), proof.Aliases, false},
	} {
		evidence, err := proof.Prover{Seed: 2}.Case(scenario(test.arm), at)
		if err != nil {
			t.Fatal(err)
		}
		if e := evidence[2]; e.Seen != test.seen || (e.Fault == "") != test.good {
			t.Errorf("%s: seen %q, fault %q, want %q and none: %v", test.name, e.Seen, e.Fault, test.seen, test.good)
		}
	}
	b := bench.NewBlock(at, 1)
	if b.Watch() != nil {
		t.Error("a block outside a proof is watched")
	}
}
