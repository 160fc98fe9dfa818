package proof_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/goheap"
)

func TestProofHolds(t *testing.T) {
	tests := []struct {
		name     string
		scenario bench.Scenario
		passes   int
	}{
		{name: "honest", scenario: scenario(), passes: 1},
		{name: "honest, hand-over only", scenario: scenario(), passes: 0},
		{name: "honest, many passes", scenario: scenario(), passes: 16},
		{name: "honest, allocations uncounted", scenario: scenario(arm("copy-lib", bench.Copy, bench.Cost{Copied: proven, Allocs: bench.Uncounted}, clone)), passes: 1},
		{name: "SubSlice", scenario: goheap.SubSlice, passes: 1},
	}
	want := map[bench.Kind]proof.Observation{bench.Copy: proof.Moved, bench.View: proof.Aliases}
	for _, test := range tests {
		for _, size := range append([]bench.Bytes{5 * bench.MiB}, bench.AwkwardSizes...) {
			if test.scenario.Describe().Name == "Fake" {
				size = proven
			}
			evidence, err := proof.Prover{Seed: uint64(size)}.Case(test.scenario, bench.Case{Size: size, Passes: test.passes})
			if err != nil || len(evidence) != len(test.scenario.Rivals()) {
				t.Fatalf("%s of %s: proof of %d arms: %v", test.name, size, len(evidence), err)
			}
			for _, e := range evidence {
				overlaps := e.Kind == bench.View
				if e.Fault != "" || e.Seen != want[e.Kind] || !e.Addresses || e.Overlap != overlaps {
					t.Errorf("%s of %s: %s is %s, fault %q", test.name, size, e.Arm, e, e.Fault)
				}
			}
		}
	}
}

// Arms that lie must be found out, in words that say how.
func TestProofFindsWhatIsFake(t *testing.T) {
	for _, test := range controls {
		evidence, _ := proof.Prover{Seed: 1}.Case(scenario(test.arm), at)
		if len(evidence) != 3 {
			t.Fatalf("%s: %d pieces of evidence, want 3", test.arm.Name, len(evidence))
		}
		got := evidence[2]
		if !strings.Contains(got.Fault, test.want) || got.Seen != test.seen || got.Arm != test.arm.Name {
			t.Errorf("%s: seen %q, fault %q, want %q and %q", test.arm.Name, got.Seen, got.Fault, test.seen, test.want)
		}
		for _, e := range evidence[:2] {
			if e.Fault != "" {
				t.Errorf("%s makes the honest arm %s fail: %s", test.arm.Name, e.Arm, e.Fault)
			}
		}
	}
}

// A kernel of the system may copy or alias, so neither is a fault.
func TestProofLetsTheSystemDecide(t *testing.T) {
	for _, test := range []struct {
		arm  bench.Arm[[]byte]
		want proof.Observation
	}{
		{arm: arm("moves", bench.Kernel, bench.Cost{Allocs: 1}, clone), want: proof.Moved},
		{arm: arm("aliases", bench.Kernel, bench.Cost{}, share), want: proof.Aliases},
	} {
		evidence, err := proof.Prover{Seed: 1}.Case(scenario(test.arm), at)
		if err != nil || evidence[2].Fault != "" || evidence[2].Seen != test.want {
			t.Errorf("%s: %s, fault %q, %v, want %s", test.arm.Name, evidence[2], evidence[2].Fault, err, test.want)
		}
	}
}

// A library may look here and copy there. What it claims in a case it is held
// to; an arm that always does the same claims it once.
func TestProofHoldsTheSystemToACase(t *testing.T) {
	tests := []struct {
		name      string
		arm, here bench.Kind
		live      func(*bench.Block, []byte) uint64
		cost      bench.Cost
		kind      bench.Kind
		want      string // of the fault
	}{
		{name: "a copy here", arm: bench.Kernel, here: bench.Copy, live: clone, cost: copies, kind: bench.Copy},
		{name: "a view here", arm: bench.Kernel, here: bench.View, live: share, kind: bench.View},
		{name: "no claim here", arm: bench.Kernel, live: share, kind: bench.Kernel},
		{name: "the same again", arm: bench.View, here: bench.View, live: share, kind: bench.View},
		{
			name: "no copy after all", arm: bench.Kernel, here: bench.Copy, live: share, cost: bench.Cost{Copied: proven},
			kind: bench.Copy, want: "claims to be a copy, but a change by the owner is seen",
		},
		{
			name: "no view after all", arm: bench.Kernel, here: bench.View, live: clone, cost: bench.Cost{Allocs: 1},
			kind: bench.View, want: "claims to be a view, but a change by the owner is not seen",
		},
		{
			name: "two claims", arm: bench.View, here: bench.Copy, live: clone, cost: copies,
			kind: bench.View, want: "its arm claims to be a view and its op a copy",
		},
	}
	for _, test := range tests {
		claiming := arm(test.name, test.arm, test.cost, test.live)
		open := claiming.Open
		claiming.Open = func(b *bench.Block, src []byte) (bench.Op, error) {
			op, err := open(b, src)
			op.Kind = test.here
			return op, err
		}
		evidence, err := proof.Prover{Seed: 1}.Case(scenario(claiming), at)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		got := evidence[2]
		if got.Kind != test.kind || !strings.Contains(got.Fault, test.want) || test.want == "" && got.Fault != "" {
			t.Errorf("%s: kind %s, fault %q, want kind %s and %q", test.name, got.Kind, got.Fault, test.kind, test.want)
		}
	}
}

// An operation may acquire and consume piece by piece: each byte is changed when its
// piece was acquired.
func TestProofFollowsPieces(t *testing.T) {
	pieces := func(acquire func(kept, piece []byte) []byte) func(*bench.Block, []byte) uint64 {
		kept := make([]byte, 64)
		return func(b *bench.Block, src []byte) (sum uint64) {
			for len(src) > 0 {
				n := min(len(kept), len(src))
				sum += b.Kernel(acquire(kept, src[:n]), b.Case.Passes)
				src = src[n:]
			}
			return sum
		}
	}
	s := scenario(
		arm("pieces copied", bench.Copy, bench.Cost{Copied: proven}, pieces(func(kept, p []byte) []byte { return kept[:copy(kept, p)] })),
		arm("pieces viewed", bench.View, bench.Cost{}, pieces(func(_, p []byte) []byte { return p })),
	)
	evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: proven, Passes: 3})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]proof.Observation{2: proof.Moved, 3: proof.Aliases} {
		if e := evidence[i]; e.Seen != want || e.Fault != "" || e.Overlap != (want == proof.Aliases) {
			t.Errorf("%s: %s, fault %q, want %s", e.Arm, e, e.Fault, want)
		}
	}
}

func TestProofSaysWhatItCannotVerify(t *testing.T) {
	around := arm("around the kernel", bench.View, bench.Cost{}, func(b *bench.Block, src []byte) uint64 {
		return total(src, b.Case.Passes)
	})
	evidence, err := proof.Prover{Seed: 1}.Case(scenario(around), at)
	if err != nil {
		t.Fatal(err)
	}
	if got := evidence[2]; got.Seen != proof.Unverified || got.Fault != "" {
		t.Errorf("%s: seen %q, fault %q, want %q and none", got.Arm, got.Seen, got.Fault, proof.Unverified)
	}
}

func TestProofFindsArmsThatDisagree(t *testing.T) {
	more := arm("one more", bench.View, bench.Cost{}, func(b *bench.Block, src []byte) uint64 { return share(b, src) + 1 })
	_, err := proof.Prover{Seed: 1}.Case(scenario(more), at)
	if err == nil || !strings.Contains(err.Error(), "arms disagree") || !strings.Contains(err.Error(), "one more returns") {
		t.Errorf("proof of arms that disagree: %v, want an error that names the arm", err)
	}
}

// A view that follows its owner, yet from elsewhere, is a copy kept in step.
func TestProofFindsAddressesOutsideTheOwner(t *testing.T) {
	twins := bench.Of[[]byte]{
		Info: scenario().Info,
		Source: func(b *bench.Block) ([]byte, error) {
			shown, hidden := b.Touched(b.Case.Size), b.Touched(b.Case.Size)
			b.Own(bench.Owner{Memory: hidden, Poke: func(i int, x byte) error { shown[i] ^= x; hidden[i] ^= x; return nil }})
			return shown, nil
		},
		Arms: honest,
	}
	evidence, err := proof.Prover{Seed: 1}.Case(twins, at)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := evidence[1].Fault, "addresses lie outside the owner's memory"; !strings.Contains(got, want) {
		t.Errorf("fault %q, want %q in it", got, want)
	}
}

// An owner without an address, such as a file, is proven by change alone.
func TestProofWithoutAddresses(t *testing.T) {
	hidden := scenario()
	hidden.Source = func(b *bench.Block) ([]byte, error) {
		p := b.Touched(b.Case.Size)
		b.Own(bench.Owner{Poke: func(i int, x byte) error { p[i] ^= x; return nil }})
		return p, nil
	}
	evidence, err := proof.Prover{Seed: 1}.Case(hidden, at)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []proof.Observation{proof.Moved, proof.Aliases} {
		if e := evidence[i]; e.Fault != "" || e.Seen != want || e.Addresses || e.Overlap {
			t.Errorf("%s: %s, fault %q, want %s without addresses", e.Arm, e, e.Fault, want)
		}
	}
}

// The system's count of bytes is held against what an arm declares.
func TestProofCountsWhatTheSystemReads(t *testing.T) {
	for _, test := range []struct {
		name           string
		declared, read bench.Bytes
		want           string
	}{
		{name: "as declared", declared: proven, read: proven},
		{name: "less", declared: proven, read: 0, want: "declares 1000B moved by the operating system per operation, observed were 0B"},
		{name: "undeclared", declared: 0, read: proven, want: "declares 0B moved by the operating system per operation, observed were 1000B"},
	} {
		var chars uint64
		reads := arm("reads", bench.Copy, bench.Cost{Copied: 1, System: test.declared, Allocs: 1}, func(b *bench.Block, src []byte) uint64 {
			chars += uint64(test.read)
			return clone(b, src)
		})
		prover := proof.Prover{Seed: 1, ReadChars: func() (uint64, bool) { chars += 99; return chars, true }} // counting reads too
		evidence, err := prover.Case(scenario(reads), at)
		if err != nil {
			t.Fatal(err)
		}
		if got := evidence[2]; got.System != test.read || !strings.Contains(got.Fault, test.want) || test.want == "" && got.Fault != "" {
			t.Errorf("%s: system %s, fault %q, want %s and %q", test.name, got.System, got.Fault, test.read, test.want)
		}
		if got := evidence[1]; got.System != 0 || got.Fault != "" {
			t.Errorf("%s: the view has system %s, fault %q, want none", test.name, got.System, got.Fault)
		}
	}
	evidence, err := proof.Prover{Seed: 1}.Case(scenario(), at)
	if err != nil || evidence[0].System != -1 {
		t.Errorf("without a count, system = %d, %v, want -1", int64(evidence[0].System), err)
	}
}

func TestProofNeedsAnOpenBlock(t *testing.T) {
	broken := errors.New("broken")
	tests := []struct {
		name   string
		source func(*bench.Block) ([]byte, error)
		want   string
	}{
		{
			name:   "no owner",
			source: func(b *bench.Block) ([]byte, error) { return b.Touched(b.Case.Size), nil },
			want:   "never called Block.Own",
		},
		{
			name:   "no source",
			source: func(*bench.Block) ([]byte, error) { return nil, broken },
			want:   "make the source: broken",
		},
	}
	for _, test := range tests {
		s := scenario()
		closed := false
		s.Source = func(b *bench.Block) ([]byte, error) {
			b.Defer(func() { closed = true })
			return test.source(b)
		}
		_, err := proof.Prover{Seed: 1}.Case(s, at)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q in it", test.name, err, test.want)
		}
		if !closed {
			t.Errorf("%s: the block was left open", test.name)
		}
	}
}

func TestProofNamesAPokeThatFails(t *testing.T) {
	s := scenario()
	s.Source = func(b *bench.Block) ([]byte, error) {
		b.Own(bench.Owner{Poke: func(int, byte) error { return errors.New("read-only") }})
		return b.Touched(b.Case.Size), nil
	}
	evidence, err := proof.Prover{Seed: 1}.Case(s, at)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := evidence[0].Fault, "change byte 0 through its owner: read-only"; got != want {
		t.Errorf("fault %q, want %q", got, want)
	}
}
