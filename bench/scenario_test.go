package bench_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestOpenDrawsTheOrderOfArms(t *testing.T) {
	var order []string
	s := bench.Of[int]{Source: func(*bench.Block) (int, error) { return 7, nil }}
	for i, name := range []string{"copy", "reuse", "view"} {
		s.Arms = append(s.Arms, bench.Arm[int]{Name: name, Kind: bench.Copy, Open: func(_ *bench.Block, src int) (bench.Op, error) {
			order = append(order, name)
			return bench.Op{Cost: bench.Cost{Allocs: src*10 + i}}, nil
		}})
	}
	seen := map[string]bool{}
	for seed := range uint64(200) {
		order = nil
		ops, err := s.Open(bench.NewBlock(bench.Case{}, seed))
		if err != nil {
			t.Fatal(err)
		}
		for i, op := range ops {
			if op.Cost.Allocs != 70+i {
				t.Fatalf("op %d is that of arm %d: the ops are not in the order of the arms", i, op.Cost.Allocs-70)
			}
		}
		seen[fmt.Sprint(order)] = true
	}
	if len(seen) != 6 {
		t.Errorf("200 blocks opened three arms in %d orders, want all 6", len(seen))
	}
	if got, want := s.Rivals()[1], (bench.Rival{Name: "reuse", Kind: bench.Copy}); len(s.Rivals()) != 3 || got != want {
		t.Errorf("Rivals() = %v, want the arms in their order", s.Rivals())
	}
}

func TestOpenNamesWhatFailed(t *testing.T) {
	skip := &bench.Skip{Reason: "no such thing"}
	tests := []struct {
		name        string
		source, arm error
		want        string
		skipped     bool
	}{
		{name: "source", source: errors.New("disk full"), want: "make the source: disk full"},
		{name: "arm", arm: errors.New("no room"), want: "open arm view: no room"},
		{name: "source skips", source: skip, want: "make the source: no such thing", skipped: true},
		{name: "arm skips", arm: skip, want: "open arm view: no such thing", skipped: true},
	}
	for _, test := range tests {
		s := bench.Of[int]{
			Source: func(*bench.Block) (int, error) { return 0, test.source },
			Arms: []bench.Arm[int]{{Name: "view", Open: func(*bench.Block, int) (bench.Op, error) {
				return bench.Op{}, test.arm
			}}},
		}
		ops, err := s.Open(bench.NewBlock(bench.Case{}, 1))
		if ops != nil || err == nil || err.Error() != test.want || (bench.Skipped(err) != nil) != test.skipped {
			t.Errorf("%s: Open = %v, %v, want %q", test.name, ops, err, test.want)
		}
	}
}

// Arms call the block's kernel, so that proof can stand in its place.
func TestOpenKeepsTheBlocksKernel(t *testing.T) {
	s := scenario()
	for _, test := range []struct {
		name   string
		kernel bench.Consumer
		want   uint64
	}{
		{name: "the scenario's", want: total(make([]byte, 3), 1)},
		{name: "the block's own", kernel: func([]byte, int) uint64 { return 42 }, want: 42},
	} {
		b := bench.NewBlock(bench.Case{Size: 3, Passes: 1}, 1)
		b.Kernel = test.kernel
		if _, err := s.Open(b); err != nil {
			t.Fatal(err)
		}
		if got := b.Kernel(make([]byte, 3), 1); got != test.want {
			t.Errorf("%s kernel returns %d, want %d", test.name, got, test.want)
		}
		b.Close()
	}
}

// A scenario without a Kernel is proven as any other; what is wrong with an arm
// that calls it all the same is said in words.
func TestScenarioWithoutKernel(t *testing.T) {
	s := scenario()
	s.Kernel = nil
	b := bench.NewBlock(at, 1)
	defer b.Close()
	for _, run := range []func() error{
		func() error { _, err := bench.Proof{Seed: 1}.Case(s, at); return err },
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
	evidence, err := bench.Proof{Seed: 1}.Case(s, at)
	if err != nil || evidence[0].Seen != bench.Aliases || evidence[0].Fault != "" {
		t.Errorf("an arm with a consumer of its own: %v, error %v", evidence, err)
	}
}

func TestAllocations(t *testing.T) {
	var kept [][]byte
	held := false
	op := bench.Op{
		Run: func(n int) uint64 {
			for range n {
				kept = append(kept[:0], make([]byte, 1024))
			}
			return 0
		},
		Hold: func(sample func()) { held = true; sample() },
	}
	op.Run(1) // room for kept
	objects, size := op.Allocations(100)
	for range 10 { // what else the process does counts too, now and then
		if again, less := op.Allocations(100); again < objects {
			objects, size = again, less
		}
	}
	if objects < 1 || objects > 1.5 || size < 1024 || size > 1536 || !held {
		t.Errorf("Allocations of 1 KiB a life = %v objects, %s, held %v, want 1, 1KiB and true", objects, size, held)
	}
}

// TestAllocationsOfLargeLives: a cycle of the collector in the midst of a life,
// as 5 MiB mostly bring one about, must not add what the runtime allocates to
// fill its pools again. With the collector on one count in a hundred would.
func TestAllocationsOfLargeLives(t *testing.T) {
	var kept []byte
	op := bench.Op{Run: func(n int) uint64 {
		for range n {
			kept = make([]byte, 5<<20)
		}
		return uint64(len(kept))
	}}
	for range 300 {
		if objects, _ := op.LeastAllocations(1); objects != 1 {
			t.Fatalf("a life of one allocation has %v", objects)
		}
	}
}

func TestUnitsAreSaidOnce(t *testing.T) {
	if got := slices.Compact(slices.Sorted(slices.Values(bench.Units))); len(got) != len(bench.Units) {
		t.Errorf("Units has %d lines, %d of them different", len(bench.Units), len(got))
	}
}
