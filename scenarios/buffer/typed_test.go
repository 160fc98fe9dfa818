package buffer

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

type celsius float32

// asIs returns the error of As for a named type.
var asIs = map[string]func(*View) (int, error){
	"bool":       count[bool],
	"int8":       count[int8],
	"uint8":      count[uint8],
	"int16":      count[int16],
	"uint16":     count[uint16],
	"int32":      count[int32],
	"uint32":     count[uint32],
	"int64":      count[int64],
	"uint64":     count[uint64],
	"float32":    count[float32],
	"celsius":    count[celsius],
	"float64":    count[float64],
	"complex64":  count[complex64],
	"complex128": count[complex128],
}

func count[T Scalar](v *View) (int, error) {
	s, err := As[T](v)
	return len(s), err
}

func TestAs(t *testing.T) {
	native, foreign := "<", ">"
	if bigEndian {
		native, foreign = foreign, native
	}
	memory := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(make([]complex128, 16)))), 256) // aligned for anything
	for _, c := range []struct {
		typ    string
		offset int
		layout Layout
		want   int
		err    error
	}{
		{"float64", 0, Layout{Format: "d", Shape: []int{4}}, 4, nil},
		{"float64", 0, Layout{Format: "@d", Shape: []int{4}}, 4, nil},
		{"float64", 0, Layout{Format: "=d", Shape: []int{2, 2}}, 4, nil},
		{"float64", 0, Layout{Format: native + "d", Shape: []int{4}}, 4, nil},
		{"float64", 0, Layout{Format: "d"}, 1, nil},
		{"float64", 0, Layout{Format: "d", Shape: []int{0}}, 0, nil},
		{"float64", 1, Layout{Format: "d", Shape: []int{0}}, 0, nil},
		{"float64", 0, Layout{Format: "d", Shape: []int{1, 4}, Strides: []int{1, 8}}, 4, nil},
		{"bool", 0, Layout{Format: "?", Shape: []int{4}}, 4, nil},
		{"uint8", 1, Layout{Format: "c", Shape: []int{4}}, 4, nil},
		{"uint8", 1, Layout{Shape: []int{4}}, 4, nil},
		{"uint8", 1, Layout{Format: foreign + "B", Shape: []int{4}}, 4, nil},
		{"int8", 1, Layout{Format: "b", Shape: []int{4}}, 4, nil},
		{"int16", 2, Layout{Format: "h", Shape: []int{4}}, 4, nil},
		{"int64", 8, Layout{Format: "q", Shape: []int{4}}, 4, nil},
		{"int32", 4, Layout{Format: native + "l", Shape: []int{4}}, 4, nil},
		{"celsius", 4, Layout{Format: "f", Shape: []int{4}}, 4, nil},
		{"complex64", 4, Layout{Format: "Zf", Shape: []int{4}}, 4, nil},
		{"complex64", 4, Layout{Format: "F", Shape: []int{4}}, 4, nil},
		{"complex128", 0, Layout{Format: "Zd", Shape: []int{4}, ReadOnly: true}, 4, nil},
		{"float32", 0, Layout{Format: "i", Shape: []int{4}}, 0, ErrFormat},
		{"float32", 0, Layout{Format: "d", Shape: []int{4}}, 0, ErrFormat},
		{"uint32", 0, Layout{Format: "i", Shape: []int{4}}, 0, ErrFormat},
		{"int8", 0, Layout{Shape: []int{4}}, 0, ErrFormat},
		{"uint64", 0, Layout{Format: "8s", Shape: []int{4}}, 0, ErrFormat},
		{"uint64", 0, Layout{Format: "T{Q:a:}", ItemSize: 8, Shape: []int{4}}, 0, ErrFormat},
		{"uint16", 0, Layout{Format: "e", Shape: []int{4}}, 0, ErrFormat},
		{"uint16", 0, Layout{Format: "BB", Shape: []int{4}}, 0, ErrFormat},
		{"float64", 0, Layout{Format: foreign + "d", Shape: []int{4}}, 0, ErrByteOrder},
		{"float64", 1, Layout{Format: "d", Shape: []int{4}}, 0, ErrAlignment},
		{"float64", 0, Layout{Format: "d", Shape: []int{4}, Strides: []int{16}}, 0, ErrContiguity},
		{"float64", 0, Layout{Format: "d", Shape: []int{2, 2}, Strides: []int{8, 16}}, 0, ErrContiguity},
		{"float64", 0, Layout{Format: "d", Shape: []int{4}, Strides: []int{0}}, 0, ErrContiguity},
	} {
		v, err := New(NewLease(nil, memory), c.offset, c.layout)
		if err != nil {
			t.Fatal(err)
		}
		got, err := asIs[c.typ](v)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("As[%s] of %v at %d: %d items, %v, want %d, %v", c.typ, v, c.offset, got, err, c.want, c.err)
		}
		if err != nil && (!strings.Contains(err.Error(), c.typ) || !strings.Contains(err.Error(), v.Format())) {
			if errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), v.String()) {
				t.Errorf("As[%s] of %v says %q, which names not both", c.typ, v, err)
			}
		}
	}
}

// As and Of are views: a write on either side is read on the other.
func TestAsAliases(t *testing.T) {
	s := []float64{1, 2, 3, 4}
	v := Of(s)
	got, err := As[float64](v)
	if err != nil || unsafe.SliceData(got) != unsafe.SliceData(s) || cap(got) != 4 {
		t.Fatalf("As = %v, %v, want the slice itself", got, err)
	}
	if err := v.Set(7.5, -1); err != nil || s[3] != 7.5 {
		t.Errorf("Set: %v, the slice has %v, want 7.5", err, s[3])
	}
	s[0] = 9
	if x, err := v.Index(0); x != 9.0 || err != nil {
		t.Errorf("Index(0) = %v, %v, want 9", x, err)
	}
	if err := v.With(func(p []byte) error { clear(p[:8]); return nil }); err != nil || s[0] != 0 {
		t.Errorf("With: %v, the slice has %v, want 0", err, s[0])
	}
}

func TestWith(t *testing.T) {
	stop := errors.New("stop")
	if err := Of([]byte("a")).With(func([]byte) error { return stop }); err != stop {
		t.Errorf("With = %v, want the function's error", err)
	}
	v, err := Of([]byte("abcd")).Slice(0, Every(2))
	if err != nil {
		t.Fatal(err)
	}
	if err := v.With(func([]byte) error { return nil }); !errors.Is(err, ErrContiguity) {
		t.Errorf("With of every second byte: %v, want ErrContiguity", err)
	}
}

// Strided gives the rows that its kernel would walk by hand.
func TestStrided(t *testing.T) {
	s := make([]int32, 24)
	for i := range s {
		s[i] = int32(i)
	}
	memory := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), 96)
	for _, c := range []struct {
		name   string
		offset int
		layout Layout
		want   [][]int32
		err    error
	}{
		{"whole", 0, Layout{Format: "i", Shape: []int{2, 2}}, [][]int32{{0, 1, 2, 3}}, nil},
		{"every second", 4, Layout{Format: "i", Shape: []int{3}, Strides: []int{8}}, [][]int32{{1, 3, 5}}, nil},
		{"backwards", 12, Layout{Format: "i", Shape: []int{4}, Strides: []int{-4}}, [][]int32{{3, 2, 1, 0}}, nil},
		{"columns", 0, Layout{Format: "i", Shape: []int{3, 2}, Strides: []int{4, 12}}, [][]int32{{0, 3}, {1, 4}, {2, 5}}, nil},
		{"cut rows", 0, Layout{Format: "i", Shape: []int{2, 2}, Strides: []int{16, 4}}, [][]int32{{0, 1}, {4, 5}}, nil},
		{"matrix of a step", 0, Layout{Format: "i", Shape: []int{2, 3}, Strides: []int{24, 8}}, [][]int32{{0, 2, 4, 6, 8, 10}}, nil},
		{"broadcast", 8, Layout{Format: "i", Shape: []int{3}, Strides: []int{0}}, [][]int32{{2, 2, 2}}, nil},
		{"one item", 8, Layout{Format: "i"}, [][]int32{{2}}, nil},
		{"nothing", 8, Layout{Format: "i", Shape: []int{2, 0}}, nil, nil},
		{"another type", 0, Layout{Format: "f", Shape: []int{2}}, nil, ErrFormat},
		{"unaligned start", 1, Layout{Format: "i", Shape: []int{2}}, nil, ErrAlignment},
		{"packed", 0, Layout{Format: "i", Shape: []int{2}, Strides: []int{5}}, nil, ErrAlignment},
	} {
		v, err := New(NewLease(nil, memory), c.offset, c.layout)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := Strided[int32](v)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: Strided: %v, want %v", c.name, err, c.err)
		}
		var got [][]int32
		for r := range rows.All() {
			var row []int32
			for i := range r.Len() {
				row = append(row, r.At(i))
			}
			if s, ok := r.Slice(); ok && !slices.Equal(s, row) {
				t.Errorf("%s: a row's Slice is %v, its items are %v", c.name, s, row)
			}
			got = append(got, row)
		}
		if !slices.EqualFunc(got, c.want, slices.Equal[[]int32]) {
			t.Errorf("%s: rows %v, want %v", c.name, got, c.want)
		}
	}
	for range (Rows[int32]{}).All() {
		t.Error("the rows of nothing have a row")
	}
}

func TestRowPanics(t *testing.T) {
	rows, err := Strided[int32](Of([]int32{1, 2}))
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows.All() {
		for _, i := range []int{-1, 2} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("At(%d) of two items did not panic", i)
					}
				}()
				r.At(i)
			}()
		}
	}
}
