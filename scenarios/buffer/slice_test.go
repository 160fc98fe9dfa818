package buffer

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// All small ranges, against the indices that Python's rule picks one by one.
func TestSliceClampsAsPython(t *testing.T) {
	ends := []int{Omitted, math.MinInt + 1, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, math.MaxInt}
	steps := []int{Omitted, 0, 1, 2, 3, 6, math.MaxInt, -1, -2, -3, -6, math.MinInt + 1}
	for n := range 6 {
		s := make([]int64, n)
		for i := range s {
			s[i] = int64(i)
		}
		v := Of(s)
		for _, start := range ends {
			for _, stop := range ends {
				for _, step := range steps {
					r := Range{start, stop, step}
					w, err := v.Slice(0, r)
					if err != nil {
						t.Fatal(err)
					}
					var got []int
					list, err := w.List()
					if err != nil {
						t.Fatal(err)
					}
					for _, x := range list.([]any) {
						got = append(got, int(x.(int64)))
					}
					if want := python(r, n); !slices.Equal(got, want) {
						t.Errorf("%d items, %v: %v, want %v", n, r, got, want)
					}
					w.Release()
				}
			}
		}
	}
}

// A few by hand, so that the rule of the test above is itself looked at.
func TestSliceByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		r    Range
		want string
	}{
		{"1:4", Range{1, 4, 1}, "bcd"},
		{"step omitted", Range{Start: 1, Stop: 4}, "bcd"},
		{"::-1", Every(-1), "fedcba"},
		{"-2:", From(-2), "ef"},
		{":-2", Until(-2), "abcd"},
		{"4:1:-2", Range{4, 1, -2}, "ec"},
		{"100:", From(100), ""},
		{":100:4", Range{Omitted, 100, 4}, "ae"},
		{"3:3:-1", Range{3, 3, -1}, ""},
		{"-100::3", Range{-100, Omitted, 3}, "ad"},
		{":-100:-3", Range{Omitted, -100, -3}, "fc"},
	} {
		w, err := Of([]byte("abcdef")).Slice(0, c.r)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := w.AppendCopy(nil, OrderC); string(got) != c.want || err != nil {
			t.Errorf("[%s]: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestSliceRefuses(t *testing.T) {
	v := Of([]byte("abc"))
	for _, dim := range []int{-1, 1, math.MinInt} {
		if _, err := v.Slice(dim, From(0)); !errors.Is(err, ErrRange) {
			t.Errorf("Slice(%d) of one dimension: %v, want ErrRange", dim, err)
		}
	}
	if n := v.lease.Views(); n != 1 {
		t.Errorf("%d views after refusals, want 1", n)
	}
}

func TestTranspose(t *testing.T) {
	v, err := Of([]byte("abcdef")).Cast("B", 1, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		axes  []int
		shape []int
		want  string
		err   error
	}{
		{nil, []int{3, 2, 1}, "adbecf", nil},
		{[]int{0, 1, 2}, []int{1, 2, 3}, "abcdef", nil},
		{[]int{2, 0, 1}, []int{3, 1, 2}, "adbecf", nil},
		{[]int{1, 2, 0}, []int{2, 3, 1}, "abcdef", nil},
		{[]int{0, 1}, nil, "", ErrShape},
		{[]int{0, 1, 1}, nil, "", ErrRange},
		{[]int{0, 1, 3}, nil, "", ErrRange},
		{[]int{0, 1, -1}, nil, "", ErrRange},
	} {
		w, err := v.Transpose(c.axes...)
		if c.err != nil {
			if !errors.Is(err, c.err) {
				t.Errorf("Transpose(%v): %v, want %v", c.axes, err, c.err)
			}
			continue
		}
		got, err := w.AppendCopy(nil, OrderC)
		if err != nil || string(got) != c.want || !slices.Equal(w.Shape(), c.shape) {
			t.Errorf("Transpose(%v) = %q of shape %v, %v, want %q of %v", c.axes, got, w.Shape(), err, c.want, c.shape)
		}
	}
}
