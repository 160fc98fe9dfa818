package child_test

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// peaked is what a child says of the memory of one arm of s.
func peaked(t *testing.T, s bench.Scenario, arm int, size bench.Bytes, shop child.Shop) (p *launch.Peak, fault string) {
	t.Helper()
	v := launch.Visit{Case: bench.Case{Size: size, Passes: 1}, Arms: []int{arm}, Ops: []int{1}, Collector: true}
	shop.Scenarios, shop.Clocks = []bench.Scenario{s}, clocks.System()
	for _, m := range done(t, launch.Job{Mode: launch.PeakMode, Visits: []launch.Visit{v}}, shop) {
		if m.Peak != nil {
			p = m.Peak
		}
		if m.Record != nil || m.Trial != nil {
			t.Errorf("a launch that sees how much memory operations have says %+v", m)
		}
		if m.Fault != nil {
			fault = m.Fault.Reason
		}
	}
	return p, fault
}

// TestPeaked: the peak is what the mark rose by since it was reset with the block
// open, and what is not known has a reason.
func TestPeaked(t *testing.T) {
	can := func() error { return nil }
	marks := func(all ...uint64) func() (uint64, bool) {
		return func() (uint64, bool) {
			n := all[0]
			if len(all) > 1 {
				all = all[1:]
			}
			return n, true
		}
	}
	fails := memory("Fails", true)
	fails.Source = func(*bench.Block) ([]byte, error) { return nil, errors.New("no such device") }
	absent := fails
	absent.Source = func(b *bench.Block) ([]byte, error) { return nil, b.Skip("no such library", "") }
	for _, test := range []struct {
		name  string
		s     bench.Scenario
		shop  child.Shop
		grown bench.Bytes
		skip  string
		fault string
	}{ // the marks are those of operations that do nothing, twice, and then of the arm's
		{name: "it rises", s: memory("A", true), shop: child.Shop{ResetPeak: can, Peak: marks(900, 1000, 1000, 1010, 1000, 4096)}, grown: 3086},
		{name: "it falls", s: memory("A", true), shop: child.Shop{ResetPeak: can, Peak: marks(900, 1000, 1000, 1010, 1000, 999)}},
		{
			name: "it cannot be reset", s: memory("A", true),
			shop: child.Shop{ResetPeak: func() error { return errors.New("open clear_refs: permission denied") }, Peak: marks(1)},
			skip: "open clear_refs: permission denied (try: Linux from 4.0 on, where a process may write to its own clear_refs)",
		},
		{
			name: "it cannot be read", s: memory("A", true), shop: child.Shop{ResetPeak: can, Peak: func() (uint64, bool) { return 0, false }},
			skip: "this system does not say how much memory a process had at most (try: Linux)",
		},
		{name: "nobody asks", s: memory("A", true), skip: "this program does not ask the system"},
		{name: "no source", s: fails, fault: "make the source: no such device"},
		{name: "a source that is not here", s: absent, skip: "no such library"},
	} {
		p, fault := peaked(t, test.s, 0, 4096, test.shop)
		if fault != test.fault || (p == nil) != (test.fault != "") {
			t.Errorf("%s: %+v, fault %q, want %q", test.name, p, fault, test.fault)
			continue
		}
		if p == nil {
			continue
		}
		skip := ""
		if p.Skip != nil {
			skip = p.Skip.Error()
		}
		if p.Grown != test.grown || skip != test.skip || p.Arm != "copy" || p.Case.Size != 4096 || p.Ops < 2 || p.Blocks != nil {
			t.Errorf("%s: %+v, skip %q, want %d and %q", test.name, p, skip, test.grown, test.skip)
		}
	}
}

// TestPeakedOneArm: only the arm that is asked for lives.
func TestPeakedOneArm(t *testing.T) {
	for i, want := range []string{"copy", "view"} {
		s := memory("A", false)
		lived := map[string]bool{}
		for j, arm := range s.Arms {
			open := arm.Open
			s.Arms[j].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
				op, err := open(b, src)
				run := op.Run
				op.Run = func(n int) uint64 { lived[arm.Name] = true; return run(n) }
				return op, err
			}
		}
		if p, fault := peaked(t, s, i, 4096, child.Shop{}); p == nil || p.Arm != want || fault != "" || len(lived) != 1 || !lived[want] {
			t.Errorf("asked for arm %d: %+v, fault %q; lived %v, want %s alone", i, p, fault, lived, want)
		}
	}
}

// TestPeakedWarm: a fault of operations that only warm up costs nothing.
func TestPeakedWarm(t *testing.T) {
	s := memory("A", false)
	s.Source = func(b *bench.Block) ([]byte, error) {
		if b.Case.Size < 4096 {
			panic("too small")
		}
		return b.Data()
	}
	if p, fault := peaked(t, s, 0, 4096, child.Shop{}); p == nil || fault != "" {
		t.Errorf("%+v, fault %q, want a peak of the size that was asked for", p, fault)
	}
}

// runtimeOf is a runtime beside Go of which each operation of s takes blocks, and
// gives some back.
func runtimeOf(name string, takes, gives int64, consume bool) bench.Scenario {
	out := int64(1000)
	count := func(p []byte, _ int) uint64 { return uint64(len(p)) }
	return bench.Of[[]byte]{
		Info:   bench.Info{Name: name, Kernel: count, Blocks: func() (int64, bool) { return out, true }},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{{Name: "view", Kind: bench.View, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
			return bench.Op{Run: func(n int) (sum uint64) {
				for range n {
					out += takes
					if consume {
						sum += b.Kernel(src, 1)
					}
					out -= gives
				}
				return sum
			}}, nil
		}}},
	}
}

// TestBlocks counts what operations take of a runtime beside Go.
func TestBlocks(t *testing.T) {
	silent := bench.Of[[]byte](memory("Silent", false))
	silent.Blocks = func() (int64, bool) { return 0, false }
	for _, test := range []struct {
		name       string
		s          bench.Scenario
		none       bool
		held, left float64
		unasked    bool
	}{
		{name: "all given back", s: runtimeOf("A", 3, 3, true), held: 3},
		{name: "one kept per operation", s: runtimeOf("A", 3, 2, true), held: 63 + 3, left: 1},
		{name: "it reads in a way of its own", s: runtimeOf("A", 3, 2, false), left: 1, unasked: true},
		{name: "it does not count", s: silent, none: true},
	} {
		p, fault := peaked(t, test.s, 0, 4096, child.Shop{})
		switch {
		case p == nil || fault != "":
			t.Errorf("%s: %+v, fault %q", test.name, p, fault)
		case test.none:
			if p.Blocks != nil {
				t.Errorf("%s: %+v, want nothing", test.name, *p.Blocks)
			}
		case p.Blocks == nil || p.Blocks.Left != test.left || (p.Blocks.Held == nil) != test.unasked ||
			p.Blocks.Held != nil && *p.Blocks.Held != test.held:
			t.Errorf("%s: %+v, want %v held and %v left", test.name, p.Blocks, test.held, test.left)
		}
	}
}
