package bench_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// touched opens the view of a scenario in a case, and returns what an operation
// reads of data that hold one 1 in turn at each place: the places it reads.
func touched(t *testing.T, size int, axes ...bench.Axis) (read map[int]bool) {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: bench.Bytes(size), Passes: 1, Axes: axes}, 1)
	defer b.Close()
	var data []byte
	s := scenario()
	s.Source = func(*bench.Block) ([]byte, error) {
		data = make([]byte, size)
		return data, nil
	}
	ops, err := s.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	read = map[int]bool{}
	for i := range data {
		data[i] = 1
		if ops[1].Run(1) != 0 {
			read[i] = true
		}
		data[i] = 0
	}
	return read
}

func TestTouch(t *testing.T) {
	const size = 9000
	for _, test := range []struct {
		touch string
		reads func(i int) bool
	}{
		{"tenth", func(i int) bool { return i%640 < 64 }},
		{"line", func(i int) bool { return i%64 == 0 }},
		{"page", func(i int) bool { return i%4096 == 0 }},
		{"byte", func(i int) bool { return i == 0 }},
		{"all", func(int) bool { return true }},
	} {
		for _, order := range []string{"sequential", "random"} {
			axes := []bench.Axis{{Key: bench.Touch, Value: test.touch}, {Key: bench.Order, Value: order}}
			if test.touch == "all" && order == "sequential" {
				continue // the scenario's own kernel
			}
			read, count := touched(t, size, axes...), 0
			for i := range size {
				if test.reads(i) {
					count++
				}
				if read[i] != test.reads(i) {
					t.Fatalf("touch %s in order %s: byte %d is read: %v, want %v", test.touch, order, i, read[i], test.reads(i))
				}
			}
			if c := (bench.Case{Size: size, Passes: 3, Axes: axes}); c.Consumed() != bench.Bytes(3*count) || c.Whole() {
				t.Errorf("touch %s in order %s: Consumed() = %d of %d passes over %d bytes; whole: %v", test.touch, order, c.Consumed(), 3, count, c.Whole())
			}
		}
	}
}

// The order is random, and the sum is that of another order.
func TestTouchOrder(t *testing.T) {
	const size = 100 * 64
	sums := map[string]uint64{}
	for _, order := range []string{"sequential", "random"} {
		b := bench.NewBlock(bench.Case{Size: size, Passes: 2, Axes: []bench.Axis{{Key: bench.Touch, Value: "line"}, {Key: bench.Order, Value: order}}}, 3)
		ops, err := scenario().Open(b)
		if err != nil {
			t.Fatal(err)
		}
		sums[order] = ops[0].Run(2)
		if view := ops[1].Run(2); view != sums[order] {
			t.Errorf("order %s: the copy's sum is %#x, the view's %#x", order, sums[order], view)
		}
		b.Close()
	}
	if sums["random"] != sums["sequential"] || sums["random"] == 0 {
		t.Errorf("sums %#x: the orders read different bytes, or none", sums)
	}
}

// What is kept by a view is handed out with the block that owns it.
func TestKeep(t *testing.T) {
	s := scenario()
	b := bench.NewBlock(at, 1)
	defer b.Close()
	if _, err := s.Keep(b); bench.Skipped(err) == nil {
		t.Errorf("Keep of a scenario without a part: %v, want a skip", err)
	}
	s.Part = func(_ *bench.Block, src []byte) any { return src[:bench.PartSize] }
	part, err := s.Keep(b)
	if p, ok := part.([]byte); err != nil || !ok || len(p) != int(bench.PartSize) {
		t.Errorf("Keep = %v, %v, want the first %s", part, err, bench.PartSize)
	}
	if b.Holds() {
		t.Error("a block of Go memory holds more than memory")
	}
	b.Defer(func() {})
	if !b.Holds() {
		t.Error("a block with a deferred call holds nothing")
	}
}

// TestReader: the block's reader takes the place of the scenario's own. A part of the
// bytes is read as before, and so is a scenario without a Kernel.
func TestReader(t *testing.T) {
	reads := 0
	other := func([]byte, int) uint64 { reads++; return 7 }
	for _, test := range []struct {
		name string
		axes []bench.Axis
		own  bench.Consumer
		want bool
	}{
		{"every byte", nil, total, true},
		{"a byte per line", []bench.Axis{{Key: bench.Touch, Value: "line"}}, total, false},
		{"no Kernel", nil, nil, false},
	} {
		s := scenario()
		s.Kernel = test.own
		b := bench.NewBlock(bench.Case{Size: 100, Passes: 1, Axes: test.axes}, 1)
		b.Reader, reads = other, 0
		ops, err := s.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		panicked := func() (is bool) {
			defer func() { is = recover() != nil }()
			ops[1].Run(3)
			return false
		}()
		if got := reads == 3; got != test.want || panicked != (test.own == nil) {
			t.Errorf("%s: the block's reader read %d times in 3 operations, and the arm panicked: %v", test.name, reads, panicked)
		}
		b.Close()
	}
}
