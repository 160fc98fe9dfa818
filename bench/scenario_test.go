package bench_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestOpenDrawsTheOrderOfArms(t *testing.T) {
	var order []string
	s := bench.Of[int]{Source: func(*bench.Block) (int, error) { return 7, nil }}
	for i, name := range []string{"copy", "reuse", "view"} {
		s.Arms = append(s.Arms, bench.Arm[int]{Name: name, Kind: bench.Copy, Says: "as " + name, Open: func(_ *bench.Block, src int) (bench.Op, error) {
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
	if got, want := s.Rivals()[1], (bench.Rival{Name: "reuse", Kind: bench.Copy, Says: "as reuse"}); len(s.Rivals()) != 3 || got != want {
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
