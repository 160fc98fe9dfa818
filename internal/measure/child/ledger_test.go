package child_test

import (
	"bytes"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// sumOf is a kernel.
func sumOf(p []byte, passes int) (sum uint64) {
	for range passes {
		for _, b := range p {
			sum += uint64(b)
		}
	}
	return sum
}

// clones is a scenario with a fresh copy that is read in two parts, the second one from the
// midst of a cache line, and a view that is read without the kernel.
func clones() bench.Of[[]byte] {
	return bench.Of[[]byte]{
		Info: bench.Info{
			Name: "Clones", Kernel: sumOf,
			Contests: []bench.Contest{{View: "view", Copy: "copy", Setup: []string{"lookup", "kernel-call"}}},
		},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			{Name: "copy", Kind: bench.Copy, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
				return bench.Op{Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1}, Run: func(n int) (sum uint64) {
					for range n {
						escaped = bytes.Clone(src)
						half := len(escaped)/2 - 16
						sum += b.Kernel(escaped[:half], b.Case.Passes) + b.Kernel(escaped[half:], b.Case.Passes)
					}
					return sum
				}}, nil
			}},
			{Name: "view", Kind: bench.View, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
				return bench.Op{Run: func(n int) (sum uint64) {
					for range n {
						sum += sumOf(src, b.Case.Passes)
					}
					return sum
				}}, nil
			}},
		},
	}
}

// ledgerOf is what a child says of a scenario in one case.
func ledgerOf(t *testing.T, s bench.Scenario, shop child.Shop) (l *launch.Ledger, fault string) {
	t.Helper()
	shop.Scenarios, shop.Clocks = []bench.Scenario{s}, clocks.System()
	job := launch.Job{Mode: launch.LedgerMode, Counters: true, Conditions: launch.Conditions{Ballast: 8 * bench.MiB}, Visits: []launch.Visit{{
		Case: bench.Case{Size: 4 * bench.KiB, Passes: 1}, Arms: []int{0, 1}, Ops: []int{20, 20}, Long: []bool{false, false}, Collector: true,
	}}}
	for _, m := range done(t, job, shop) {
		if m.Ledger != nil {
			l = m.Ledger
		}
		if m.Fault != nil {
			fault = m.Fault.Reason
		}
	}
	return l, fault
}

// TestLedger: what arms do is counted, each of it has a price, and all rivals have
// samples in every round.
func TestLedger(t *testing.T) {
	requests := uint64(0)
	counter := newFakeCounter()
	s := clones()
	open := s.Arms[1].Open
	s.Arms[1].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
		op, err := open(b, src)
		op.Cost.Mapped, op.Cost.Cleanups = 8192, 1
		return op, err
	}
	l, fault := ledgerOf(t, s, child.Shop{
		References: []reference.Candidate{
			candidate(reference.Probe("page-fault"), "here", func(int) uint64 { return 0 }),
			candidate(reference.Probe("lookup"), "here", func(int) uint64 { return 0 }),
		},
		Requests: func() (uint64, bool) { requests += 3; return requests, true }, // of asking itself
		Counters: func() child.Counter { return counter },
	})
	if l == nil || fault != "" {
		t.Fatalf("there is no ledger: %s", fault)
	}
	if err := l.Check(); err != nil {
		t.Fatal(err)
	}
	if counts := l.Record.Rivals[1].Counts; l.Record.Counting == nil || len(counts) != 2 || counter.closed != 1 {
		t.Errorf("the events of the view are %v, and the counter was closed %d times", counts, counter.closed)
	}
	copies, view := l.Works[0], l.Works[1]
	if want := []launch.Objects{{Size: 4096, PerOp: 1}}; !slices.Equal(copies.Objects, want) {
		t.Errorf("the copy allocates %v, want %v", copies.Objects, want)
	}
	if copies.Copied != 4096 || copies.Reads != 2 || copies.Piece != 2048 || copies.Requests != 0 || len(copies.Protocol) != 0 {
		t.Errorf("the copy does %+v, want 4096 bytes copied and 2 reads of 2048", copies)
	}
	if len(view.Objects) != 0 || view.Copied != 0 || view.Reads != 0 || !slices.Equal(view.Protocol, []string{"lookup"}) {
		t.Errorf("the view does %+v, want a lookup only", view)
	}
	want := []launch.Price{
		{Item: launch.RawItem, Size: 4096},
		{Item: launch.FreshItem, Size: 4096},
		{Item: launch.ReadItem, Size: 2048, Place: launch.Place{Line: 48}},
		{Item: launch.MapItem, Size: 8192},
		{Item: launch.CleanupItem},
		{Item: launch.LookupItem, Name: "lookup"},
		{Item: launch.FaultItem},
		{Item: launch.BareItem, Size: 4096},
		{Item: launch.UnreadItem, Name: "copy"},
		{Item: launch.UnreadItem, Name: "view"},
	}
	if runtime.GOOS == "windows" { // there is no mmap, and the lacks say so
		want = slices.DeleteFunc(want, func(p launch.Price) bool { return p.Item == launch.MapItem })
	}
	others := slices.DeleteFunc(slices.Clone(l.Prices), func(p launch.Price) bool { return p.Item == launch.ObjectItem })
	if len(others) == len(l.Prices) {
		t.Errorf("the prices are %v, and none is of the objects of a cleanup", l.Prices)
	}
	if !slices.Equal(others, want) {
		t.Errorf("the other prices are %v, want %v", others, want)
	}
	if n := len(l.Record.Blocks); n != launch.BlocksMin {
		t.Errorf("%d blocks, want %d", n, launch.BlocksMin)
	}
	if l.Collector.Cycles < 1 || l.Collector.Own < 0 || math.IsNaN(l.Collector.Others) {
		t.Errorf("the collector takes %+v, want some cycles", l.Collector)
	}
}

// TestLedgerDeclared: what arms declare for budgets stands in their works, and has a price.
func TestLedgerDeclared(t *testing.T) {
	s := clones()
	s.Contests = nil // no lookups
	declare := func(arm int, cost bench.Cost) {
		open := s.Arms[arm].Open
		s.Arms[arm].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
			op, err := open(b, src)
			op.Cost = cost
			return op, err
		}
	}
	pieces := bench.Pieces{Each: 8, Among: 8192, Scattered: true}
	declare(0, bench.Cost{Copied: 4096, InC: 4096, Zeroed: true, Allocs: 1})
	declare(1, bench.Cost{Copied: 4096, Pieces: pieces})
	l, fault := ledgerOf(t, s, child.Shop{References: []reference.Candidate{candidate(reference.Probe("c-copy"), "here", func(int) uint64 { return 0 })}})
	if l == nil || fault != "" {
		t.Fatalf("there is no ledger: %s", fault)
	}
	if w := l.Works[0]; w.InC != 4096 || !w.Zeroed {
		t.Errorf("the copy does %+v, want 4096 bytes in C, into memory set to zero", w)
	}
	if w := l.Works[1]; w.Pieces != pieces {
		t.Errorf("the view does %+v, want pieces %+v", w, pieces)
	}
	for _, want := range []launch.Price{
		{Item: launch.ObjectItem, Size: 4096}, {Item: launch.CCopyItem, Size: 4096}, {Item: launch.PieceItem, Size: 4096, Pieces: pieces},
	} {
		if !slices.Contains(l.Prices, want) {
			t.Errorf("the prices are %v, want %v among them", l.Prices, want)
		}
	}
}

// TestLedgerLacks: what this program cannot price is said, and what it can is measured.
func TestLedgerLacks(t *testing.T) {
	s := clones()
	source := s.Source
	s.Source = func(b *bench.Block) ([]byte, error) {
		if b.Case.Passes == 0 {
			return nil, errors.New("it always reads")
		}
		return source(b)
	}
	counter := newFakeCounter()
	counter.fails, counter.failsAt = errors.New("the counter is broken"), 1
	l, fault := ledgerOf(t, s, child.Shop{Counters: func() child.Counter { return counter }})
	if l == nil || fault != "" {
		t.Fatalf("there is no ledger: %s", fault)
	}
	all := strings.Join(l.Lacks, "; ")
	for _, want := range []string{"no probe lookup", "no probe page-fault", "it always reads", "count events: see what counting costs: the counter is broken"} {
		if strings.Count(all, want) != 1 {
			t.Errorf("the lacks are %q, want %q once", all, want)
		}
	}
	if len(l.Prices) != 4 {
		t.Errorf("the prices are %v, want an allocation, a copy, a read, and the read before others", l.Prices)
	}
}

// TestLedgerFails: a source that cannot be made is a fault, and no ledger.
func TestLedgerFails(t *testing.T) {
	s := clones()
	s.Source = func(*bench.Block) ([]byte, error) { return nil, errors.New("no such device") }
	if l, fault := ledgerOf(t, s, child.Shop{}); l != nil || !strings.Contains(fault, "no such device") {
		t.Errorf("the child says %v and %q, want the fault alone", l, fault)
	}
}
