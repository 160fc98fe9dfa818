package buffer

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"unsafe"
)

func TestNewRefuses(t *testing.T) {
	big := make([]int, MaxDims+1)
	for i := range big {
		big[i] = 1
	}
	for _, c := range []struct {
		name   string
		offset int
		layout Layout
		want   error
	}{
		{"65 dimensions", 0, Layout{Shape: big}, ErrShape},
		{"negative shape", 0, Layout{Shape: []int{-1}}, ErrShape},
		{"overflowing shape", 0, Layout{Shape: []int{math.MaxInt/2 + 1, 4}}, ErrShape},
		{"overflowing shape with a zero", 0, Layout{Shape: []int{0, math.MaxInt, 4}}, ErrShape},
		{"overflowing item", 0, Layout{Format: "d", Shape: []int{math.MaxInt / 4}}, ErrShape},
		{"overflowing strides", 0, Layout{Shape: []int{3, 3}, Strides: []int{math.MaxInt / 2, math.MaxInt / 2}}, ErrShape},
		{"overflowing stride", 0, Layout{Shape: []int{3}, Strides: []int{math.MinInt}}, ErrShape},
		{"too few strides", 0, Layout{Shape: []int{2, 2}, Strides: []int{1}}, ErrShape},
		{"too many suboffsets", 0, Layout{Shape: []int{2}, Suboffsets: []int{-1, -1}}, ErrShape},
		{"item size that is not the format's", 0, Layout{Format: "d", ItemSize: 4, Shape: []int{1}}, ErrSize},
		{"negative item size", 0, Layout{Format: "T{i:a:}", ItemSize: -1, Shape: []int{1}}, ErrSize},
		{"unknown code", 0, Layout{Format: "~", Shape: []int{1}}, ErrFormat},
		{"one item too many", 0, Layout{Shape: []int{65}}, ErrRange},
		{"last byte outside", 1, Layout{Format: "d", Shape: []int{8}}, ErrRange},
		{"first byte outside", 7, Layout{Format: "d", Shape: []int{2}, Strides: []int{-8}}, ErrRange},
		{"negative offset", -1, Layout{}, ErrRange},
		{"offset outside", 65, Layout{Shape: []int{0}}, ErrRange},
		{"null pointers", 0, Layout{Shape: []int{2, 4}, Strides: []int{8, 1}, Suboffsets: []int{0, -1}}, ErrSuboffset},
		{"table of pointers outside", 0, Layout{Shape: []int{9, 4}, Strides: []int{8, 1}, Suboffsets: []int{0, -1}}, ErrRange},
	} {
		_, err := New(NewLease(nil, make([]byte, 64)), c.offset, c.layout)
		e := (*Error)(nil)
		if !errors.Is(err, c.want) || !errors.As(err, &e) {
			t.Errorf("%s: New = %v, want an *Error of kind %v", c.name, err, c.want)
		}
	}
}

func TestLayoutIsKept(t *testing.T) {
	for _, c := range []struct {
		name      string
		offset    int
		ask, want Layout
		size      int
	}{
		{"one item", 8, Layout{Format: "d"}, Layout{Format: "d", ItemSize: 8}, 8},
		{"no format", 0, Layout{Shape: []int{3}}, Layout{Format: "B", ItemSize: 1, Shape: []int{3}, Strides: []int{1}}, 3},
		{"C order", 0, Layout{Format: "h", Shape: []int{2, 3, 4}}, Layout{Format: "h", ItemSize: 2, Shape: []int{2, 3, 4}, Strides: []int{24, 8, 2}}, 48},
		{"four dimensions", 0, Layout{Shape: []int{2, 2, 2, 2}}, Layout{Format: "B", ItemSize: 1, Shape: []int{2, 2, 2, 2}, Strides: []int{8, 4, 2, 1}}, 16},
		{"negative", 24, Layout{Format: "d", Shape: []int{4}, Strides: []int{-8}}, Layout{Format: "d", ItemSize: 8, Shape: []int{4}, Strides: []int{-8}}, 32},
		{"broadcast", 0, Layout{Shape: []int{1 << 20}, Strides: []int{0}, ReadOnly: true}, Layout{Format: "B", ItemSize: 1, Shape: []int{1 << 20}, Strides: []int{0}, ReadOnly: true}, 1 << 20},
		{"empty", 64, Layout{Format: "d", Shape: []int{2, 0}}, Layout{Format: "d", ItemSize: 8, Shape: []int{2, 0}, Strides: []int{0, 8}}, 0},
		{"packed record's field", 1, Layout{Format: "=d", Shape: []int{7}, Strides: []int{9}}, Layout{Format: "=d", ItemSize: 8, Shape: []int{7}, Strides: []int{9}}, 56},
		{"unused suboffsets", 0, Layout{Shape: []int{2}, Suboffsets: []int{-1}}, Layout{Format: "B", ItemSize: 1, Shape: []int{2}, Strides: []int{1}}, 2},
		{"record that is carried", 0, Layout{Format: "T{i:a:=d:b:}", Shape: []int{2}}, Layout{Format: "T{i:a:=d:b:}", ItemSize: 12, Shape: []int{2}, Strides: []int{12}}, 24},
	} {
		v, err := New(NewLease(nil, make([]byte, 64)), c.offset, c.ask)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := v.Layout(); !reflect.DeepEqual(got, c.want) || v.Len() != c.size {
			t.Errorf("%s: Layout() = %+v of %d bytes, want %+v of %d", c.name, got, v.Len(), c.want, c.size)
		}
	}
}

// pil returns a view of rows that lie wherever they lie, as Python's imaging
// library keeps an image, and its lease.
func pil(t *testing.T, rows ...[]byte) *View {
	t.Helper()
	table := make([]byte, pointerSize*len(rows))
	for i, r := range rows {
		p := address(r)
		copy(table[i*pointerSize:], (*[pointerSize]byte)(unsafe.Pointer(&p))[:])
	}
	v, err := New(NewLease(nil, append([][]byte{table}, rows...)...), 0, Layout{
		Shape: []int{len(rows), len(rows[0])}, Strides: []int{pointerSize, 1}, Suboffsets: []int{0, -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Slicing behind a pointer moves the suboffset, and before it the start.
func TestSuboffsets(t *testing.T) {
	v := pil(t, []byte("abcde"), []byte("fghij"), []byte("klmno"))
	w, err := v.Slice(1, Range{3, Omitted, -2})
	if err != nil {
		t.Fatal(err)
	}
	w, err = w.Slice(0, Every(-1))
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.AppendCopy(nil, OrderC)
	if string(got) != "nligdb" || err != nil {
		t.Errorf("rows backwards, columns 3 and 1: %q, %v, want %q", got, err, "nligdb")
	}
	if sub := w.Suboffsets(); !reflect.DeepEqual(sub, []int{3, -1}) {
		t.Errorf("Suboffsets() = %v, want [3 -1]", sub)
	}
	if got, err := w.AppendCopy(nil, OrderF); string(got) != "nidlgb" || err != nil {
		t.Errorf("in F order: %q, %v, want %q", got, err, "nidlgb")
	}
	if _, err := v.Transpose(); !errors.Is(err, ErrSuboffset) {
		t.Errorf("Transpose across a pointer: %v, want ErrSuboffset", err)
	}
	for _, o := range []Order{OrderC, OrderF, OrderA} {
		if v.Contiguous(o) {
			t.Errorf("Contiguous(%c) of rows behind pointers", o)
		}
	}
	if _, err := As[byte](v); !errors.Is(err, ErrContiguity) {
		t.Errorf("As: %v, want ErrContiguity", err)
	}
	rows, err := Strided[byte](w)
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for r := range rows.All() {
		for i := range r.Len() {
			all = append(all, r.At(i))
		}
	}
	if string(all) != "nligdb" {
		t.Errorf("Strided: %q, want nligdb", all)
	}
}

// A reversed row may start in the middle of what its pointer leads to; the next
// slice must not turn its suboffset into none.
func TestNegativeSuboffset(t *testing.T) {
	row := []byte("abcd")
	table := make([]byte, pointerSize)
	to := address(row[2:])
	copy(table, (*[pointerSize]byte)(unsafe.Pointer(&to))[:])
	v, err := New(NewLease(nil, table, row), 0, Layout{Shape: []int{1, 3}, Strides: []int{pointerSize, -1}, Suboffsets: []int{0, -1}})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.AppendCopy(nil, OrderC); string(got) != "cba" || err != nil {
		t.Errorf("copy = %q, %v, want cba", got, err)
	}
	if _, err := v.Slice(1, From(1)); !errors.Is(err, ErrSuboffset) {
		t.Errorf("Slice: %v, want ErrSuboffset", err)
	}
	if n := v.lease.Views(); n != 1 {
		t.Errorf("%d views after a refusal, want 1", n)
	}
}

func TestAt(t *testing.T) {
	p := []byte("abcdef")
	start := unsafe.Pointer(&p[5])
	v, err := At(NewLease(nil, p), start, Layout{Shape: []int{6}, Strides: []int{-1}})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.AppendCopy(nil, OrderC); string(got) != "fedcba" || err != nil {
		t.Errorf("copy = %q, %v, want fedcba", got, err)
	}
	for _, c := range []struct {
		name   string
		start  unsafe.Pointer
		layout Layout
		want   error
	}{
		{"null", nil, Layout{Shape: []int{1}}, ErrRange},
		{"before address 0", start, Layout{Shape: []int{2}, Strides: []int{math.MinInt}}, ErrRange},
		{"behind the last address", start, Layout{Shape: []int{math.MaxInt}, Strides: []int{-2}}, ErrShape},
		{"too many dimensions", start, Layout{Shape: make([]int, 65)}, ErrShape},
	} {
		if _, err := At(NewLease(nil), c.start, c.layout); !errors.Is(err, c.want) {
			t.Errorf("%s: At = %v, want %v", c.name, err, c.want)
		}
	}
	if v, err := At(NewLease(nil), nil, Layout{Shape: []int{0}}); err != nil || v.Len() != 0 {
		t.Errorf("At of nothing at a null pointer: %v, %v, want an empty view", v, err)
	}
}
