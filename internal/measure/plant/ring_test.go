package plant

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// span is a part that a ring went over.
type span struct{ from, to int }

// noted is a ring that notes its parts.
func noted(parts, perPass, size int) (r *ring, took *[]span) {
	took = &[]span{}
	return &ring{parts: parts, perPass: perPass, size: size, part: func(from, to int) uint64 {
		*took = append(*took, span{from, to})
		return uint64(to - from)
	}}, took
}

// An operation is so many parts, the twin's so many more, and none besides.
func TestRingPlantsExactly(t *testing.T) {
	for _, test := range []struct{ parts, perPass, ops, extra int }{
		{333, 37, 5, 0},
		{333, 37, 5, 1},
		{100, 10, 3, 0},
		{100, 10, 3, 1},
		{50, 50, 4, 1},
		{333, 1, 2, 1},
		{3, 3, 0, 1},
		{10, 5, 7, 2},
	} {
		const size = 37 * 50 * 8 // each part is as long as the others
		r, took := noted(test.parts, test.perPass, size)
		each := test.parts / test.perPass * size
		before := keep
		if got, want := r.run(test.ops, test.extra), uint64(test.ops*each); got != want {
			t.Errorf("%+v: the checksum is %d, want %d: what is planted is not in it", test, got, want)
		}
		if got, want := len(*took), test.ops*(test.parts+test.extra); got != want {
			t.Errorf("%+v: %d parts were gone over, want %d", test, got, want)
		}
		var bytes int
		for _, s := range *took {
			bytes += s.to - s.from
		}
		extra := test.ops * test.extra * size / test.perPass
		if want := test.ops*each + extra; bytes != want {
			t.Errorf("%+v: %d bytes were gone over, want %d", test, bytes, want)
		}
		if got := keep - before; got != uint64(extra) {
			t.Errorf("%+v: %d bytes were planted, want %d", test, got, extra)
		}
	}
}

// Parts follow each other round and round, an operation begins a part behind the one
// before it, and a pass leaves nothing out.
func TestRingGoesRound(t *testing.T) {
	for _, test := range []struct{ parts, perPass, size int }{{333, 37, 16 << 10}, {100, 10, 1003}, {50, 50, 64 << 10}, {4, 1, 100}, {6, 3, 2}} {
		for _, extra := range []int{0, 1} {
			r, took := noted(test.parts, test.perPass, test.size)
			var sums []uint64
			for range 3 {
				sums = append(sums, r.run(1, extra))
			}
			sums = append(sums, r.run(2, extra)/2)
			for _, sum := range sums {
				if want := uint64(test.parts / test.perPass * test.size); sum != want {
					t.Errorf("%+v: operations sum up to %v, want %d each: no byte is left out", test, sums, want)
				}
			}
			for op, parts := range slices.Collect(slices.Chunk(*took, test.parts+extra)) {
				for i, got := range parts {
					at := (op + i) % test.perPass
					if want := (span{at * test.size / test.perPass, (at + 1) * test.size / test.perPass}); got != want {
						t.Fatalf("%+v: part %d of operation %d is %v, want %v", test, i, op, got, want)
					}
				}
			}
		}
	}
}

func TestRepeatedPlantsExactly(t *testing.T) {
	for _, test := range []struct {
		parts, ops, extra int
		want              []int // operations of each call
	}{
		{50, 1, 0, []int{50}},
		{50, 1, 1, []int{50, 1}},
		{333, 4, 0, []int{1332}},
		{333, 4, 1, []int{1332, 4}},
		{100, 3, 2, []int{300, 6}},
	} {
		var got []int
		held := 0
		open := Repeated(test.parts, func(n int) uint64 { got = append(got, n); return uint64(n) }, func(func()) { held++ })
		a := open()
		if sum, want := a.Run(test.ops, test.extra), uint64(test.parts*test.ops); sum != want {
			t.Errorf("%+v: the checksum is %d, want %d: what is planted is not in it", test, sum, want)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%d operations of %d parts and %d more are calls of %v, want %v", test.ops, test.parts, test.extra, got, test.want)
		}
		if a.Hold(nil); held != 1 {
			t.Errorf("the arm is not held as its operations are")
		}
	}
}

func TestLongerPlantsExactly(t *testing.T) {
	for _, test := range []struct {
		size, parts, ops, extra int
		want                    []int // bytes of each operation
	}{
		{1000, 50, 3, 0, []int{1000, 1000, 1000}},
		{1000, 50, 2, 1, []int{1020, 1020}},
		{4 << 20, 50, 1, 1, []int{4<<20 + 83886}},
	} {
		var got []int
		a := Longer(test.size, test.parts, func(n int) uint64 { got = append(got, n); return uint64(n) })()
		if sum := a.Run(test.ops, test.extra); sum != 0 || !slices.Equal(got, test.want) {
			t.Errorf("%d operations of %d bytes, %d in %d more: operations of %v and checksum %d, want %v and 0",
				test.ops, test.size, test.extra, test.parts, got, sum, test.want)
		}
	}
}

// The twin alone is planted, in whichever order the arms are opened.
func TestOpenPlantsInTheTwin(t *testing.T) {
	type call struct{ opened, ops, extra int }
	for _, test := range []struct {
		value        string
		parts, extra int
	}{{"none", 10, 0}, {"10", 10, 1}, {"20", 20, 1}, {"7", 7, 1}} {
		orders := map[string]int{}
		for seed := range uint64(50) {
			var calls []call
			opened, parts := 0, 0
			w := Work{Name: "Noted", Plants: []int{20, 10}, Make: func(_ *bench.Block, n int) (func() Arm, error) {
				parts = n
				return func() Arm {
					opened++
					own := opened
					return Arm{Run: func(ops, extra int) uint64 { calls = append(calls, call{own, ops, extra}); return 0 }}
				}, nil
			}}
			b := bench.NewBlock(bench.Case{Axes: []bench.Axis{{Key: planted, Value: test.value}}}, seed)
			ops, err := w.Open(b)
			if err != nil || len(ops) != 2 || parts != test.parts {
				t.Fatalf("plant %s: Open = %d ops of %d parts, %v, want two of %d", test.value, len(ops), parts, err, test.parts)
			}
			ops[0].Run(4)
			ops[1].Run(5)
			if calls[0].ops != 4 || calls[0].extra != 0 || calls[1].ops != 5 || calls[1].extra != test.extra || calls[0].opened == calls[1].opened {
				t.Errorf("plant %s: copy and twin did %+v, want 4 operations of one arm, and 5 of the other with %d more", test.value, calls, test.extra)
			}
			orders[fmt.Sprint(calls[0].opened, calls[1].opened)]++
		}
		if orders["1 2"] < 10 || orders["2 1"] < 10 {
			t.Errorf("plant %s: arms are opened in the orders %v, want both alike", test.value, orders)
		}
	}
}
