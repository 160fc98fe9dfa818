package buffer

import (
	"runtime"
	"testing"
	"unsafe"
)

// Pin gives the address of item 0, wherever the view starts.
func TestPin(t *testing.T) {
	s := []int32{1, 2, 3, 4}
	whole := Of(s)
	back, err := New(NewLease(nil, unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), 16)), 12, Layout{Format: "i", Shape: []int{4}, Strides: []int{-4}})
	if err != nil {
		t.Fatal(err)
	}
	none := Of(s[:0])
	tests := []struct {
		name string
		view *View
		want unsafe.Pointer
	}{
		{"whole", whole, unsafe.Pointer(&s[0])},
		{"backwards", back, unsafe.Pointer(&s[3])},
		{"none", none, nil},
	}
	for _, test := range tests {
		var p runtime.Pinner
		if got := test.view.Pin(&p); got != test.want {
			t.Errorf("%s: Pin = %p, want %p", test.name, got, test.want)
		}
		p.Unpin()
	}
}
