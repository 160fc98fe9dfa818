package buffer

import (
	"errors"
	"slices"
	"testing"
)

func TestCast(t *testing.T) {
	bytes12 := Of([]byte("abcdefghijkl"))
	matrix, err := bytes12.Cast("B", 3, 4)
	if err != nil {
		t.Fatal(err)
	}
	single, err := Of([]byte("abcd")).Cast("i", []int{}...)
	if err != nil {
		t.Fatal(err)
	}
	halves, err := bytes12.Slice(0, Every(2))
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := New(NewLease(nil, make([]byte, 8)), 0, Layout{Format: ">i", Shape: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	none, err := New(NewLease(nil), 0, Layout{Shape: []int{0, 4}})
	if err != nil {
		t.Fatal(err)
	}
	empty, err := bytes12.Slice(0, Range{3, 3, -1})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		view   *View
		format string
		shape  []int
		want   []int
		err    error
	}{
		{"to one dimension", bytes12, "i", nil, []int{3}, nil},
		{"to two", bytes12, "h", []int{2, 3}, []int{2, 3}, nil},
		{"from two to one", matrix, "B", nil, []int{12}, nil},
		{"from two to one of another type", matrix, "@i", nil, []int{3}, nil},
		{"to no dimension", Of([]byte("ab")), "h", []int{}, []int{}, nil},
		{"from no dimension", single, "B", nil, []int{4}, nil},
		{"from no dimension to one given", single, "c", []int{4}, []int{4}, nil},
		{"from no dimension to none", single, "B", []int{}, nil, ErrShape},
		{"from two to two", matrix, "B", []int{4, 3}, nil, ErrShape},
		{"foreign order to bytes", foreign, "B", nil, []int{8}, nil},
		{"foreign order to integers", foreign, "i", nil, nil, ErrFormat},
		{"neither of bytes", single, "f", nil, nil, ErrFormat},
		{"to foreign order", bytes12, "<i", nil, nil, ErrFormat},
		{"to several codes", bytes12, "BB", nil, nil, ErrFormat},
		{"to a string", bytes12, "4s", nil, nil, ErrFormat},
		{"to no code", bytes12, "~", nil, nil, ErrFormat},
		{"not a multiple", bytes12, "q", nil, nil, ErrSize},
		{"of another size", bytes12, "B", []int{3, 3}, nil, ErrSize},
		{"zero in the shape", bytes12, "B", []int{0, 12}, nil, ErrShape},
		{"negative shape", bytes12, "B", []int{-12}, nil, ErrShape},
		{"overflowing shape", bytes12, "B", []int{1 << 30, 1 << 30, 1 << 30}, nil, ErrShape},
		{"65 dimensions", Of([]byte("a")), "B", slices.Repeat([]int{1}, 65), nil, ErrShape},
		{"64 dimensions", Of([]byte("a")), "B", slices.Repeat([]int{1}, 64), slices.Repeat([]int{1}, 64), nil},
		{"not contiguous", halves, "B", nil, nil, ErrContiguity},
		{"no items in two dimensions", none, "B", nil, nil, ErrShape},
		{"no items in one", Of([]byte{}), "d", nil, []int{0}, nil},
		{"no items, another stride", empty, "d", nil, []int{0}, nil},
	} {
		w, err := c.view.Cast(c.format, c.shape...)
		if c.err != nil {
			if !errors.Is(err, c.err) {
				t.Errorf("%s: %v, want %v", c.name, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		before, _ := c.view.AppendCopy(nil, OrderC)
		after, _ := w.AppendCopy(nil, OrderC)
		if !slices.Equal(w.Shape(), c.want) || w.Format() != c.format || string(after) != string(before) {
			t.Errorf("%s: %v of %q, want shape %v of %q", c.name, w, after, c.want, before)
		}
	}
}

func TestContiguous(t *testing.T) {
	for _, c := range []struct {
		name    string
		layout  Layout
		c, f, a bool
	}{
		{"one item", Layout{Format: "d"}, true, true, true},
		{"one dimension", Layout{Shape: []int{4}}, true, true, true},
		{"step", Layout{Shape: []int{4}, Strides: []int{2}}, false, false, false},
		{"reversed", Layout{Shape: []int{1, 4}, Strides: []int{4, -1}}, false, false, false},
		{"one item with any stride", Layout{Shape: []int{1}, Strides: []int{9}}, true, true, true},
		{"C", Layout{Shape: []int{2, 3}}, true, false, true},
		{"F", Layout{Shape: []int{2, 3}, Strides: []int{1, 2}}, false, true, true},
		{"row", Layout{Shape: []int{1, 3}, Strides: []int{77, 1}}, true, true, true},
		{"broadcast", Layout{Shape: []int{3}, Strides: []int{0}}, false, false, false},
		{"empty with a step", Layout{Shape: []int{0}, Strides: []int{2}}, true, true, true},
		{"empty in two", Layout{Shape: []int{3, 0}, Strides: []int{7, 7}}, true, true, true},
	} {
		offset := 0
		if c.name == "reversed" {
			offset = 3
		}
		v, err := New(NewLease(nil, make([]byte, 32)), offset, c.layout)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if a, b, d := v.Contiguous(OrderC), v.Contiguous(OrderF), v.Contiguous(OrderA); a != c.c || b != c.f || d != c.a {
			t.Errorf("%s: contiguous in C %t, F %t, A %t, want %t, %t, %t", c.name, a, b, d, c.c, c.f, c.a)
		}
		if v.Contiguous('X') {
			t.Errorf("%s: contiguous in order X", c.name)
		}
	}
}
