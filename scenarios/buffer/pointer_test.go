package buffer

import (
	"errors"
	"testing"
	"unsafe"
)

// pointersTo returns a table of pointers.
func pointersTo(to ...*byte) []byte {
	table := make([]byte, 0, pointerSize*len(to))
	for _, p := range to {
		table = append(table, (*[pointerSize]byte)(unsafe.Pointer(&p))[:]...)
	}
	return table
}

// What a pointer leads to must lie in its region to the byte.
func TestPointerBounds(t *testing.T) {
	p := make([]byte, 16)
	region := p[4:12:12]
	for _, c := range []struct {
		name           string
		to, sub, n, by int
		want           error
	}{
		{"all of it", 4, 0, 8, 1, nil},
		{"one byte too many", 4, 0, 9, 1, ErrSuboffset},
		{"one byte too early", 3, 0, 8, 1, ErrSuboffset},
		{"one byte too late", 5, 0, 8, 1, ErrSuboffset},
		{"by its suboffset", 4, 1, 8, 1, ErrSuboffset},
		{"a pointer before it and a suboffset", 2, 2, 8, 1, nil},
		{"backwards", 11, 0, 8, -1, nil},
		{"backwards, too far", 11, 0, 9, -1, ErrSuboffset},
	} {
		table := pointersTo(&p[c.to])
		_, err := New(NewLease(nil, table, region), 0, Layout{
			Shape: []int{1, c.n}, Strides: []int{pointerSize, c.by}, Suboffsets: []int{c.sub, -1},
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: New = %v, want %v", c.name, err, c.want)
		}
	}
}

// Two dimensions of one table change places, and the pointer stays behind both.
func TestTransposeBeforePointer(t *testing.T) {
	p := []byte("abcdefgh")
	v, err := New(NewLease(nil, pointersTo(&p[0], &p[2], &p[4], &p[6]), p), 0, Layout{
		Shape:      []int{2, 2, 2},
		Strides:    []int{2 * pointerSize, pointerSize, 1},
		Suboffsets: []int{-1, 0, -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	w, err := v.Transpose(1, 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.AppendCopy(nil, OrderC); string(got) != "abefcdgh" || err != nil {
		t.Errorf("copy = %q, %v, want abefcdgh", got, err)
	}
}

// Rows behind pointers are looked at where they lie.
func TestStridedBehindPointers(t *testing.T) {
	p := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(make([]int32, 4)))), 16)
	for _, c := range []struct {
		name string
		to   int
		want error
	}{{"aligned", 8, nil}, {"unaligned", 5, ErrAlignment}} {
		v, err := New(NewLease(nil, pointersTo(&p[0], &p[c.to]), p), 0, Layout{
			Format: "i", Shape: []int{2, 2}, Strides: []int{pointerSize, 4}, Suboffsets: []int{0, -1},
		})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := Strided[int32](v)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: Strided: %v, want %v", c.name, err, c.want)
		}
		n := 0
		for range rows.All() {
			n++
		}
		if (n == 2) != (c.want == nil) {
			t.Errorf("%s: %d rows", c.name, n)
		}
	}
}

// The owner cannot go while an iteration runs, and goes after it.
func TestIterationHolds(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(v *View, body func())
	}{
		{"Runs", func(v *View, body func()) {
			for range v.Runs() {
				body()
			}
		}},
		{"Strided", func(v *View, body func()) {
			rows, _ := Strided[byte](v)
			for range rows.All() {
				body()
			}
		}},
	} {
		released := 0
		v, err := New(NewLease(func() error { released++; return nil }, make([]byte, 8)), 0, Layout{Shape: []int{2, 2}, Strides: []int{4, 1}})
		if err != nil {
			t.Fatal(err)
		}
		turns := 0
		c.run(v, func() {
			v.Release()
			if turns++; released != 0 {
				t.Errorf("%s: the owner went during the iteration", c.name)
			}
		})
		if turns != 2 || released != 1 {
			t.Errorf("%s: %d turns, released %d times, want 2 and 1", c.name, turns, released)
		}
	}
}

// An operation that is refused counts back.
func TestRefusalKeepsCount(t *testing.T) {
	v := Of([]byte("abc"))
	w, err := v.Slice(0, From(1))
	if err != nil {
		t.Fatal(err)
	}
	w.Release()
	if _, err := w.List(); !errors.Is(err, ErrReleased) {
		t.Errorf("List of a released slice: %v, want ErrReleased", err)
	}
	if n := v.lease.Views(); n != 1 {
		t.Errorf("%d views, want 1", n)
	}
}
