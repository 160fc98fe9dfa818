package buffer

import (
	"slices"
	"testing"
)

// TestEmptyStrides: a layout without strides has memoryview's, also where a
// dimension has no items: an item's bytes times the items of the dimensions
// behind.
func TestEmptyStrides(t *testing.T) {
	tests := []struct{ shape, want []int }{
		{[]int{0}, []int{4}},
		{[]int{0, 3}, []int{12, 4}},
		{[]int{3, 0}, []int{0, 4}},
		{[]int{0, 0}, []int{0, 4}},
		{[]int{0, 2, 3}, []int{24, 12, 4}},
		{[]int{2, 0, 3}, []int{0, 12, 4}},
		{[]int{2, 3, 0}, []int{0, 0, 4}},
		{[]int{2, 3}, []int{12, 4}},
	}
	for _, test := range tests {
		v, err := New(NewLease(nil, make([]byte, 24)), 0, Layout{Format: "i", Shape: test.shape})
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Strides(); !slices.Equal(got, test.want) {
			t.Errorf("shape %v has strides %v, want %v", test.shape, got, test.want)
		}
		for _, o := range []Order{OrderC, OrderF, OrderA} {
			want := !slices.Equal(test.shape, []int{2, 3}) || o != OrderF
			if v.Contiguous(o) != want || (Layout{Format: "i", Shape: test.shape}).Contiguous(o) != want {
				t.Errorf("shape %v: contiguous in order %c: want %t of the view and of the layout", test.shape, o, want)
			}
		}
	}
	if (Layout{Format: "no format", Shape: []int{1}}).Contiguous(OrderC) {
		t.Error("a layout of which there can be no view is contiguous")
	}
}

// TestItemsOfNoBytes: items may have no bytes, however many they are.
func TestItemsOfNoBytes(t *testing.T) {
	for _, shape := range [][]int{nil, {0}, {5}, {2, 3}, {0, 3}} {
		for _, format := range []string{"0s", "T{}"} {
			v, err := New(NewLease(nil, nil), 0, Layout{Format: format, Shape: shape})
			if err != nil {
				t.Fatal(err)
			}
			if v.ItemSize() != 0 || v.Len() != 0 || !v.Contiguous(OrderC) {
				t.Errorf("%q of shape %v has items of %d bytes, %d bytes in all", format, shape, v.ItemSize(), v.Len())
			}
			if p, err := v.AppendCopy(nil, OrderC); err != nil || len(p) != 0 {
				t.Errorf("%q of shape %v copies as %v, %v", format, shape, p, err)
			}
			if err := v.Release(); err != nil {
				t.Error(err)
			}
		}
	}
}
