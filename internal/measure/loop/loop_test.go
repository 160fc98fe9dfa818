package loop_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestRoundSubtractsTheClocks(t *testing.T) {
	now := &fakeTime{tick: 25}
	timer := loop.New(now.clocks(), seeded(1))
	a := &fakeOp{time: now, takes: 3, checksum: 5}
	b := &fakeOp{time: now, takes: 1000, checksum: 5}
	samples, err := timer.Round([]bench.Op{a.op(), b.op()}, []int{16_000, 48})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []loop.Sample{
		{Arm: 0, Ops: 16_000, Wall: 48_000, CPU: 48_000, Process: 48_000},
		{Arm: 1, Ops: 48, Wall: 48_000, CPU: 48_000, Process: 48_000},
	} {
		got := samples[i]
		if got.Usage.Switches != 0 || got.Usage.Faults < 48_000 {
			t.Errorf("sample %d has usage %+v, want the difference of two readings", i, got.Usage)
		}
		got.Usage = loop.Usage{}
		if got != want {
			t.Errorf("sample %d = %+v, want %+v", i, got, want)
		}
	}
	for _, f := range []*fakeOp{a, b} {
		if len(f.runs) != 2 || f.runs[0] != 1 {
			t.Errorf("a round ran %v operations, want one untimed operation and one sample", f.runs)
		}
	}
}

func TestRoundNeedsTheWallClockOnly(t *testing.T) {
	now := &fakeTime{tick: 25}
	timer := loop.New(loop.Clocks{Wall: now.clocks().Wall}, seeded(1))
	f := &fakeOp{time: now, takes: 10}
	samples, err := timer.Round([]bench.Op{f.op()}, []int{100})
	want := loop.Sample{Ops: 100, Wall: 1000}
	if err != nil || samples[0] != want {
		t.Errorf("Round = %+v, %v, want %+v", samples, err, want)
	}
}

// An operation that costs nothing never gives a sample of no time, which would be
// divided by.
func TestRoundIsNeverZero(t *testing.T) {
	now := &fakeTime{tick: 25}
	timer := loop.New(now.clocks(), seeded(1))
	f := &fakeOp{time: now}
	samples, err := timer.Round([]bench.Op{f.op()}, []int{1})
	if err != nil || samples[0].Wall != 1 || samples[0].CPU != 1 || samples[0].Process != 1 {
		t.Errorf("Round of nothing = %+v, %v, want 1 ns on every clock", samples, err)
	}
}

func TestRoundDrawsTheOrder(t *testing.T) {
	const rounds = 6000
	now := &fakeTime{}
	var order []int
	ops := make([]bench.Op, 3)
	for i := range ops {
		ops[i] = bench.Op{Run: func(n int) uint64 {
			now.now += time.Duration(n)
			if n > 1 {
				order = append(order, i)
			}
			return 0
		}}
	}
	measure := func(seed uint64) map[string]int {
		seen := map[string]int{}
		timer := loop.New(now.clocks(), seeded(seed))
		for range rounds {
			order = order[:0]
			samples, err := timer.Round(ops, []int{10, 20, 30})
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range samples {
				if s.Arm != i || s.Wall != time.Duration(10*(i+1)) {
					t.Fatalf("sample %d = %+v: the samples are not in the order of the ops", i, s)
				}
			}
			seen[fmt.Sprint(order)]++
		}
		return seen
	}
	seen := measure(1)
	for _, order := range []string{"[0 1 2]", "[0 2 1]", "[1 0 2]", "[1 2 0]", "[2 0 1]", "[2 1 0]"} {
		if n := seen[order]; n < rounds/6*8/10 || n > rounds/6*12/10 {
			t.Errorf("order %s in %d of %d rounds, want about a sixth", order, n, rounds)
		}
	}
	if again := measure(1); fmt.Sprint(again) != fmt.Sprint(seen) {
		t.Errorf("one seed drew %v and then %v", seen, again)
	}
}

func TestRoundFindsChecksumsThatVary(t *testing.T) {
	now := &fakeTime{}
	calls := uint64(0)
	varying := bench.Op{Run: func(n int) uint64 { now.now += time.Duration(n); calls++; return calls }}
	steady := &fakeOp{time: now, takes: 1, checksum: 1 << 63} // wraps round, as sums do
	ops, perSample := []bench.Op{steady.op(), varying}, []int{3, 3}

	timer := loop.New(now.clocks(), seeded(1))
	if _, err := timer.Round(ops[:1], perSample[:1]); err != nil {
		t.Errorf("Round of steady checksums: %v", err)
	}
	if samples, err := timer.Round(ops, perSample); err == nil || samples != nil || !strings.Contains(err.Error(), "arm 1 ") {
		t.Errorf("Round = %v, %v, want an error that names arm 1", samples, err)
	}
	if rounds, err := timer.Rounds(ops, perSample, loop.Extent{}); err == nil || rounds != nil {
		t.Errorf("Rounds = %v, %v, want an error", rounds, err)
	}
}

func TestRoundHoldsWhatALifeNeeds(t *testing.T) {
	now := &fakeTime{tick: 1}
	held, holds := false, 0
	op := bench.Op{
		Run: func(n int) uint64 {
			if !held {
				t.Error("an operation ran without its Hold")
			}
			now.now += time.Duration(n)
			return 0
		},
		Hold: func(sample func()) {
			now.now += time.Hour // never timed
			held, holds = true, holds+1
			sample()
			held = false
		},
	}
	timer := loop.New(now.clocks(), seeded(1))
	if got, want := timer.Calibrate(op), 50_000; got != want {
		t.Errorf("Calibrate = %d, want %d: the hold is not timed", got, want)
	}
	holds = 0
	samples, err := timer.Round([]bench.Op{op}, []int{100})
	if err != nil || samples[0].Wall != 100 || holds != 1 {
		t.Errorf("Round = %+v, %v, with %d holds, want 100 ns and one hold", samples, err, holds)
	}
}
