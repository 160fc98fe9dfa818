// asan changes what escapes.

//go:build !asan

package buffer

import (
	"testing"
)

// A view's cost is a property, not a time: these must hold on any machine.
func TestAllocations(t *testing.T) {
	floats := make([]float64, 1<<12)
	v := Of(floats)
	matrix, err := New(NewLease(nil, make([]byte, 8*32*32)), 0, Layout{Format: "d", Shape: []int{32, 32}})
	if err != nil {
		t.Fatal(err)
	}
	cut, err := matrix.Slice(1, Range{1, 31, 2})
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]byte, matrix.Len())
	var sum float64
	for _, c := range []struct {
		name string
		want float64
		run  func()
	}{
		{"Slice and Release on the stack", 0, func() {
			w, _ := v.Slice(0, Range{1, -1, 3})
			w.Release()
		}},
		{"Slice and Release, kept", 1, func() {
			kept, _ = v.Slice(0, Every(-1))
			kept.Release()
		}},
		{"Slice of two dimensions, kept", 1, func() {
			kept, _ = matrix.Slice(1, From(3))
			kept.Release()
		}},
		{"As", 0, func() {
			s, _ := As[float64](v)
			sum += s[1]
		}},
		{"With", 0, func() {
			v.With(func(p []byte) error { sum += float64(p[0]); return nil })
		}},
		{"Runs", 0, func() {
			for p := range cut.Runs() {
				sum += float64(p[0])
			}
		}},
		{"Strided", 0, func() {
			rows, _ := Strided[float64](cut)
			for r := range rows.All() {
				sum += r.At(0)
			}
		}},
		{"CopyTo C", 0, func() { cut.CopyTo(dst, OrderC) }},
		{"CopyTo F", 0, func() { cut.CopyTo(dst, OrderF) }},
		{"Contiguous", 0, func() { cut.Contiguous(OrderA) }},
		{"Equal", 0, func() { matrix.Equal(matrix) }},
	} {
		if got := testing.AllocsPerRun(100, c.run); got != c.want {
			t.Errorf("%s: %v allocations, want %v", c.name, got, c.want)
		}
	}
	if sum != 0 {
		t.Errorf("the sum of zeros is %v", sum)
	}
}
