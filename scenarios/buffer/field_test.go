package buffer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// counted returns n bytes 0, 1, 2…
func counted(n int) []byte {
	p := make([]byte, n)
	for i := range p {
		p[i] = byte(i)
	}
	return p
}

func TestField(t *testing.T) {
	for _, c := range []struct {
		format, field string
		size          int
		shape         []int
		want          string // format, shape, strides, offset of item 0
	}{
		{"T{i:a:d:b:}", "a", 16, []int{3}, "i [3] [16] 0"},
		{"T{i:a:d:b:}", "b", 16, []int{3}, "d [3] [16] 8"},
		{"T{=i:a:d:b:}", "b", 12, []int{3}, "=d [3] [12] 4"},
		{"T{B:a:xxx>i:b:}", "b", 8, []int{2, 2}, ">i [2 2] [16 8] 4"},
		{"T{<d:x:(2,3)f:m:B:z:}", "m", 33, []int{2}, "<f [2 2 3] [33 12 4] 8"},
		{"T{<d:x:(2,3)f:m:B:z:}", "z", 33, []int{2}, "<B [2] [33] 32"},
		{"T{T{h:x:h:y:}:n:5s:s:}", "n", 9, []int{2}, "T{h:x:h:y:} [2] [9] 0"},
		{"T{T{h:x:h:y:}:n:5s:s:}", "s", 9, []int{2}, "5s [2] [9] 4"},
		{"T{3h:a:B:b:}", "a", 7, nil, "3h [] [] 0"},
		{"i:a:d:b:", "b", 16, []int{2}, "d [2] [16] 8"},
		{"T{i:a:O:o:d:b:}", "b", 24, []int{1}, "d [1] [24] 16"},
	} {
		memory := counted(128)
		v, err := New(NewLease(nil, memory), 0, Layout{Format: c.format, ItemSize: c.size, Shape: c.shape})
		if err != nil {
			t.Fatal(err)
		}
		w, err := v.Field(c.field)
		if err != nil {
			t.Errorf("%s of %q: %v", c.field, c.format, err)
			continue
		}
		p, err := w.AppendCopy(nil, OrderC)
		if got := fmt.Sprintf("%s %v %v %d", w.Format(), w.Shape(), w.Strides(), p[0]); err != nil || got != c.want {
			t.Errorf("%s of %q is %s, %v, want %s", c.field, c.format, got, err, c.want)
		}
		if err := w.Release(); err != nil || v.lease.Views() != 1 {
			t.Errorf("Release: %v, %d views are left", err, v.lease.Views())
		}
	}
}

// Fields of rows behind pointers, of nothing, and of a field.
func TestFieldWhere(t *testing.T) {
	v := tables(t)
	w, err := v.Field("b")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.List(); err != nil || fmt.Sprint(got) != "[[1 3] [5 7]]" {
		t.Errorf("behind pointers: %v, %v", got, err)
	}
	none, err := New(NewLease(nil), 0, Layout{Format: "T{B:a:B:b:}", Shape: []int{0}})
	if err != nil {
		t.Fatal(err)
	}
	if w, err = none.Field("b"); err != nil || w.Len() != 0 {
		t.Errorf("of no records: %v, %v", w, err)
	}
	nested, err := New(NewLease(nil, counted(8)), 0, Layout{Format: "T{T{h:x:h:y:}:n:}", Shape: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	n, err := nested.Field("n")
	if err != nil {
		t.Fatal(err)
	}
	y, err := n.Field("y")
	if err != nil {
		t.Fatal(err)
	}
	if s := y.Strides(); !slices.Equal(s, []int{4}) || y.Format() != "h" {
		t.Errorf("the field of a field is %v", y)
	}
	if names := nested.items.format.Fields(); !slices.Equal(names, []string{"n"}) {
		t.Errorf("Fields = %v", names)
	}
}

// tables is two rows of two records, behind pointers.
func tables(t *testing.T) *View {
	t.Helper()
	rows := [][]byte{{0, 1, 2, 3}, {4, 5, 6, 7}}
	table := pointerTable(rows...)
	v, err := New(NewLease(nil, append([][]byte{table}, rows...)...), 0,
		Layout{Format: "T{B:a:B:b:}", Shape: []int{2, 2}, Strides: []int{pointerSize, 2}, Suboffsets: []int{0, -1}})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFieldRefused(t *testing.T) {
	for _, c := range []struct {
		format, field string
		size          int
		err           error
		says          string
	}{
		{"T{i:a:d:b:}", "c", 16, ErrFormat, "it has a, b"},
		{"T{i:a:d:b:}", "", 16, ErrFormat, "it has a, b"},
		{"d", "a", 8, ErrFormat, "no records"},
		{"T{u:a:d:b:}", "b", 16, ErrFormat, "does not tell where"},
	} {
		v, err := New(NewLease(nil, counted(64)), 0, Layout{Format: c.format, ItemSize: c.size, Shape: []int{2}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Field(c.field); !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q of %q: %v, want %v: %s", c.field, c.format, err, c.err, c.says)
		}
	}
	v := Of([]byte{1})
	v.Release()
	if _, err := v.Field("a"); err == nil {
		t.Error("a field of a released view")
	}
}

// pointerTable returns the addresses of rows as memory.
func pointerTable(rows ...[]byte) []byte {
	table := make([]byte, 0, len(rows)*pointerSize)
	for _, row := range rows {
		table = binary.NativeEndian.AppendUint64(table, uint64(address(row)))
	}
	return table
}
