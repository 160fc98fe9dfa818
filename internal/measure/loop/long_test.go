package loop_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// fill is a list of n times the same, behind what it begins with.
func fill(n, of int, first ...int) []int {
	return append(slices.Clone(first), slices.Repeat([]int{of}, n)...)
}

// An operation that is known to be long warms the caches by itself.
func TestRoundsOfLongOps(t *testing.T) {
	const us, ms = time.Microsecond, time.Millisecond
	pairs := func(n, perSample int) (runs []int) { return slices.Repeat([]int{1, perSample}, n) }
	for _, test := range []struct {
		name      string
		long      []bool
		takes     [2]time.Duration
		perSample [2]int
		kept      int
		runs      [2][]int // the operations of every run of each op
	}{
		{
			name: "none", takes: [2]time.Duration{us, us}, perSample: [2]int{50, 50},
			kept: 79, runs: [2][]int{pairs(80, 50), pairs(80, 50)},
		},
		{
			name: "one is known, and an operation is a sample", long: []bool{true, false},
			takes: [2]time.Duration{3 * ms, us}, perSample: [2]int{1, 50},
			kept: 8, runs: [2][]int{fill(9, 1), pairs(9, 50)},
		},
		{
			name: "the other, and it is the last", long: []bool{false, true},
			takes: [2]time.Duration{us, 3 * ms}, perSample: [2]int{50, 1},
			kept: 8, runs: [2][]int{pairs(9, 50), fill(9, 1)},
		},
		{
			name: "ops behind the list are not known", long: []bool{true},
			takes: [2]time.Duration{3 * ms, us}, perSample: [2]int{1, 50},
			kept: 8, runs: [2][]int{fill(9, 1), pairs(9, 50)},
		},
		{
			name: "more operations than one: the checksum of one must be known", long: []bool{true, false},
			takes: [2]time.Duration{3 * ms, us}, perSample: [2]int{2, 50},
			kept: 8, runs: [2][]int{fill(8, 2, 1), pairs(8, 50)}, // the first round fills the span
		},
		{
			name: "all are known: the first round is kept", long: []bool{true, true},
			takes: [2]time.Duration{3 * ms, 4 * ms}, perSample: [2]int{1, 1},
			kept: 8, runs: [2][]int{fill(8, 1), fill(8, 1)},
		},
		{
			name: "all are known, with more operations than one", long: []bool{true, true},
			takes: [2]time.Duration{3 * ms, 4 * ms}, perSample: [2]int{2, 1},
			kept: 8, runs: [2][]int{fill(8, 2, 1), fill(8, 1)},
		},
		{
			name: "nobody said so", takes: [2]time.Duration{3 * ms, us}, perSample: [2]int{1, 50},
			kept: 8, runs: [2][]int{fill(18, 1), pairs(9, 50)},
		},
		{
			name: "a long sample of short operations", takes: [2]time.Duration{us, us}, perSample: [2]int{3000, 50},
			kept: 8, runs: [2][]int{pairs(9, 3000), pairs(9, 50)},
		},
	} {
		now := &fakeTime{}
		timer := loop.New(now.clocks(), seeded(1))
		timer.Long = test.long
		fakes := []*fakeOp{
			{time: now, takes: test.takes[0], checksum: 5},
			{time: now, takes: test.takes[1], checksum: 7},
		}
		rounds, err := timer.Rounds([]bench.Op{fakes[0].op(), fakes[1].op()}, test.perSample[:], loop.Extent{})
		if err != nil || len(rounds) != test.kept {
			t.Errorf("%s: Rounds kept %d, %v, want %d", test.name, len(rounds), err, test.kept)
		}
		for i, f := range fakes {
			if !slices.Equal(f.runs, test.runs[i]) {
				t.Errorf("%s: op %d ran %v operations, want %v", test.name, i, f.runs, test.runs[i])
			}
		}
		for n, round := range rounds {
			for i, s := range round {
				if want := test.takes[i] * time.Duration(test.perSample[i]); s.Arm != i || s.Ops != test.perSample[i] || s.Wall != want {
					t.Errorf("%s: sample %d of round %d is %+v, want %d operations in %v", test.name, i, n, s, test.perSample[i], want)
				}
			}
		}
	}
}

// A round by itself knows no more of an op than the loop was told.
func TestRoundOfLongOps(t *testing.T) {
	for _, test := range []struct {
		long      bool
		perSample int
		want      []int
	}{
		{false, 2, []int{1, 2, 1, 2}},
		{true, 2, []int{1, 2, 1, 2}}, // the checksum of an operation must be known
		{false, 1, []int{1, 1, 1, 1}},
		{true, 1, []int{1, 1}},
	} {
		now := &fakeTime{}
		timer := loop.New(now.clocks(), seeded(1))
		timer.Long = []bool{test.long}
		f := &fakeOp{time: now, takes: 3 * time.Millisecond}
		for range 2 {
			if _, err := timer.Round([]bench.Op{f.op()}, []int{test.perSample}); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(f.runs, test.want) {
			t.Errorf("two rounds of %d operations, long: %v, ran %v operations, want %v", test.perSample, test.long, f.runs, test.want)
		}
	}
}

// The checksum of a long operation is held against its others too.
func TestRoundsOfLongOpsFindChecksumsThatVary(t *testing.T) {
	for _, test := range []struct {
		name      string
		perSample int
		sums      []uint64 // of the runs, one by one
		want      loop.Unsteady
	}{
		{name: "an operation per sample", perSample: 1, sums: []uint64{5, 5, 6}, want: loop.Unsteady{Arm: 1, Ops: 1, Once: 5, All: 6}},
		{name: "from the second on", perSample: 1, sums: []uint64{5, 0}, want: loop.Unsteady{Arm: 1, Ops: 1, Once: 5, All: 0}},
		{name: "the first operation is odd", perSample: 2, sums: []uint64{6, 10}, want: loop.Unsteady{Arm: 1, Ops: 2, Once: 6, All: 10}},
		{name: "a later sample is odd", perSample: 2, sums: []uint64{5, 10, 10, 11}, want: loop.Unsteady{Arm: 1, Ops: 2, Once: 5, All: 11}},
	} {
		now := &fakeTime{}
		runs := 0
		varying := bench.Op{Run: func(n int) uint64 {
			now.now += 3 * time.Millisecond * time.Duration(n)
			sum := test.sums[min(runs, len(test.sums)-1)]
			runs++
			return sum
		}}
		steady := &fakeOp{time: now, takes: 3 * time.Millisecond, checksum: 9}
		timer := loop.New(now.clocks(), seeded(1))
		timer.Long = []bool{true, true}
		rounds, err := timer.Rounds([]bench.Op{steady.op(), varying}, []int{1, test.perSample}, loop.Extent{})
		var got *loop.Unsteady
		if !errors.As(err, &got) || *got != test.want || rounds != nil {
			t.Errorf("%s: Rounds = %d rounds, %v, want the error %v", test.name, len(rounds), err, &test.want)
		}
		if runs != len(test.sums) {
			t.Errorf("%s: it was found after %d runs, want %d", test.name, runs, len(test.sums))
		}
	}
}
