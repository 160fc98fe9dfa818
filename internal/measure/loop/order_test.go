package loop_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// ordered are ops that note the order in which they are sampled.
type ordered struct {
	ops       []bench.Op
	perSample []int
	order     []int
}

func newOrdered(now *fakeTime, n int) *ordered {
	o := &ordered{}
	for i := range n {
		o.ops = append(o.ops, bench.Op{Run: func(n int) uint64 {
			now.now++
			if n > 1 { // the untimed operation is one
				o.order = append(o.order, i)
			}
			return 0
		}})
		o.perSample = append(o.perSample, 2)
	}
	return o
}

// round is the order of one more round.
func (o *ordered) round(t *testing.T, timer *loop.Loop) []int {
	t.Helper()
	o.order = nil
	if _, err := timer.Round(o.ops, o.perSample); err != nil {
		t.Fatal(err)
	}
	return o.order
}

func reversed(order []int) []int {
	other := slices.Clone(order)
	slices.Reverse(other)
	return other
}

// Every second round is the reverse of the one before it, so that each arm
// stands as often before each other as behind it.
func TestRoundOrdersAreBalanced(t *testing.T) {
	const pairs = 20
	for _, arms := range []int{1, 2, 3, 5, 8} {
		now := &fakeTime{}
		o := newOrdered(now, arms)
		timer := loop.New(now.clocks(), seeded(uint64(arms)))
		before := map[[2]int]int{}
		for range pairs {
			one, other := o.round(t, timer), o.round(t, timer)
			if !slices.Equal(other, reversed(one)) {
				t.Errorf("%d arms: a round takes %v and the next %v, want its reverse", arms, one, other)
			}
			for _, order := range [][]int{one, other} {
				for i, first := range order {
					for _, second := range order[i+1:] {
						before[[2]int{first, second}]++
					}
				}
			}
		}
		if len(before) != arms*(arms-1) {
			t.Errorf("%d arms stand in %d ways before each other, want %d", arms, len(before), arms*(arms-1))
		}
		for pair, n := range before {
			if n != pairs {
				t.Errorf("%d arms: %d stands before %d in %d of %d rounds, want half", arms, pair[0], pair[1], n, 2*pairs)
			}
		}
	}
}

// The first of each two rounds is drawn evenly from all orders.
func TestRoundPairsAreDrawnEvenly(t *testing.T) {
	const pairs = 6000
	now := &fakeTime{}
	o := newOrdered(now, 3)
	timer := loop.New(now.clocks(), seeded(1))
	seen := map[string]int{}
	repeats := 0
	var last []int
	for range pairs {
		order := o.round(t, timer)
		seen[fmt.Sprint(order)]++
		if slices.Equal(order, last) {
			repeats++
		}
		last = order
		o.round(t, timer)
	}
	if len(seen) != 6 {
		t.Errorf("pairs of rounds begin with %d orders, want all 6", len(seen))
	}
	for order, n := range seen {
		if n < pairs/6*8/10 || n > pairs/6*12/10 {
			t.Errorf("order %s begins %d of %d pairs of rounds, want about a sixth", order, n, pairs)
		}
	}
	if repeats < pairs/6*8/10 || repeats > pairs/6*12/10 {
		t.Errorf("%d of %d pairs begin as the one before them, want about a sixth: they are drawn afresh", repeats, pairs)
	}
}

// Another number of ops begins another pair of rounds.
func TestRoundDrawsAnewForOtherOps(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(200) {
		now := &fakeTime{}
		three, two := newOrdered(now, 3), newOrdered(now, 2)
		timer := loop.New(now.clocks(), seeded(seed))
		three.round(t, timer) // and never reversed
		one, other := two.round(t, timer), two.round(t, timer)
		if !slices.Equal(other, reversed(one)) {
			t.Fatalf("two ops behind three take %v and then %v, want the reverse", one, other)
		}
		seen[fmt.Sprint(one)]++
		again, last := three.round(t, timer), three.round(t, timer)
		if !slices.Equal(last, reversed(again)) {
			t.Fatalf("three ops behind two take %v and then %v, want the reverse", again, last)
		}
	}
	for _, order := range []string{"[0 1]", "[1 0]"} {
		if seen[order] < 60 {
			t.Errorf("of 200 loops %d take two ops behind three in order %s, want about half", seen[order], order)
		}
	}
}

// The rounds of a block go on with the pairs: of two that follow each other,
// one is the reverse of the one before it.
func TestRoundsAreInPairs(t *testing.T) {
	now := &fakeTime{}
	o := newOrdered(now, 4)
	timer := loop.New(now.clocks(), seeded(1))
	if _, err := timer.Rounds(o.ops, o.perSample, loop.Extent{Rounds: 9, Span: 50}); err != nil {
		t.Fatal(err)
	}
	taken := slices.Collect(slices.Chunk(o.order, 4))
	if len(taken) != 10 {
		t.Fatalf("Rounds took %d rounds, want nine and the first", len(taken))
	}
	for i := 2; i < len(taken); i += 2 { // behind the one that is thrown away
		if !slices.Equal(taken[i], reversed(taken[i-1])) {
			t.Errorf("round %d takes %v and round %d takes %v, want the reverse", i-1, taken[i-1], i, taken[i])
		}
	}
}
