package buffer

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strconv"
	"testing"
)

func TestIndexAndSet(t *testing.T) {
	v, err := Of([]byte{1, 2, 3, 4, 5, 6}).Cast("B", 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		index []int
		want  any
		err   error
	}{
		{[]int{0, 0}, uint64(1), nil},
		{[]int{1, 2}, uint64(6), nil},
		{[]int{-1, -3}, uint64(4), nil},
		{[]int{2, 0}, nil, ErrRange},
		{[]int{0, -4}, nil, ErrRange},
		{[]int{0, math.MinInt}, nil, ErrRange},
		{[]int{0}, nil, ErrShape},
		{nil, nil, ErrShape},
	} {
		if got, err := v.Index(c.index...); got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Index(%v) = %v, %v, want %v, %v", c.index, got, err, c.want, c.err)
		}
		if err := v.Set(9, c.index...); !errors.Is(err, c.err) {
			t.Errorf("Set(9, %v) = %v, want %v", c.index, err, c.err)
		}
	}
	if got, _ := v.AppendCopy(nil, OrderC); !bytes.Equal(got, []byte{9, 2, 3, 9, 5, 9}) {
		t.Errorf("after Set: %v", got)
	}
	if err := v.Set(256, 0, 0); err == nil {
		t.Error("Set of 256 in a byte: no error")
	}
	if x, _ := v.Index(0, 0); x != uint64(9) {
		t.Errorf("a Set that failed wrote %v", x)
	}
	fixed, err := v.ToReadOnly()
	if err != nil {
		t.Fatal(err)
	}
	part, err := fixed.Slice(0, From(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := part.Set(1, 0, 0); !errors.Is(err, ErrReadOnly) || v.IsReadOnly() || !part.IsReadOnly() {
		t.Errorf("Set of a slice of a read-only view: %v, want ErrReadOnly", err)
	}
}

func TestList(t *testing.T) {
	pair, err := New(NewLease(nil, []byte{1, 2, 3, 4}), 0, Layout{Format: "Bc", Shape: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	cube, err := Of([]int8{1, -2}).Cast("B")
	if err != nil {
		t.Fatal(err)
	}
	one, err := New(NewLease(nil, []byte{5}), 0, Layout{})
	if err != nil {
		t.Fatal(err)
	}
	hollow, err := New(NewLease(nil), 0, Layout{Shape: []int{2, 0}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		view *View
		want any
	}{
		{"floats", Of([]float32{1.5}), []any{1.5}},
		{"bytes", cube, []any{uint64(1), uint64(254)}},
		{"several values", pair, []any{[]any{uint64(1), []byte{2}}, []any{uint64(3), []byte{4}}}},
		{"no dimension", one, uint64(5)},
		{"no items", hollow, []any{[]any{}, []any{}}},
	} {
		if got, err := c.view.List(); !reflect.DeepEqual(got, c.want) || err != nil {
			t.Errorf("%s: List() = %v, %v, want %v", c.name, got, err, c.want)
		}
	}
	record, err := New(NewLease(nil, make([]byte, 8)), 0, Layout{Format: "T{i:a:}", Shape: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := record.List(); !errors.Is(err, ErrFormat) {
		t.Errorf("List() of records: %v, want ErrFormat", err)
	}
}

func TestEqual(t *testing.T) {
	of := func(format string, shape []int, p ...byte) *View {
		v, err := New(NewLease(nil, p), 0, Layout{Format: format, Shape: shape})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	reversed, err := Of([]int16{3, 2, 1}).Slice(0, Every(-1))
	if err != nil {
		t.Fatal(err)
	}
	nan := Of([]float64{math.NaN()})
	swapped := of(">i", []int{1}, 0, 0, 0, 1)
	if bigEndian {
		swapped = of("<i", []int{1}, 1, 0, 0, 0)
	}
	for _, c := range []struct {
		name string
		a, b *View
		want bool
	}{
		{"same", Of([]int32{1, 2}), Of([]int32{1, 2}), true},
		{"another value", Of([]int32{1, 2}), Of([]int32{1, 3}), false},
		{"another length", Of([]int32{1, 2}), Of([]int32{1}), false},
		{"another size", Of([]int32{1, 2, 3}), Of([]int8{1, 2, 3}), true},
		{"another size, negative", Of([]int32{-1}), Of([]uint32{1<<32 - 1}), false},
		{"integers and floats", Of([]int16{1, 2, 3}), Of([]float64{1, 2, 3}), true},
		{"2^53+1 is no float", Of([]int64{1<<53 + 1}), Of([]float64{1 << 53}), false},
		{"booleans and integers", Of([]bool{true, false}), Of([]uint8{1, 0}), true},
		{"strides", reversed, Of([]int16{1, 2, 3}), true},
		{"strides and types", reversed, Of([]float32{1, 2, 3}), true},
		{"characters and bytes", of("c", []int{1}, 'a'), of("B", []int{1}, 'a'), false},
		{"characters", of("c", []int{1}, 'a'), of("c", []int{1}, 'a'), true},
		{"strings", of("2s", []int{1}, 'a', 'b'), of("2s", []int{1}, 'a', 'b'), true},
		{"byte orders", swapped, Of([]int32{1}), true},
		{"two dimensions and one", of("B", []int{1, 2}, 1, 2), of("B", []int{2}, 1, 2), false},
		{"no dimension", of("B", nil, 1), of("b", nil, 1), true},
		{"no items", of("B", []int{0, 3}), of("d", []int{0, 4}), true},
		{"no items behind some", of("B", []int{3, 0}), of("d", []int{4, 0}), false},
		{"padding only", of("2x", []int{1}, 1, 2), of("2x", []int{1}, 3, 4), true},
		{"several values", of("BB", []int{1}, 1, 2), of("bb", []int{1}, 1, 2), true},
		{"zeros", Of([]float64{0}), Of([]float64{math.Copysign(0, -1)}), true},
		{"NaN", nan, nan, false},
		{"float32 NaN", Of([]float32{float32(math.NaN())}), Of([]float32{float32(math.NaN())}), false},
		{"NaN and an integer", nan, Of([]int8{0}), false},
		{"infinity", Of([]float64{math.Inf(1)}), Of([]float32{float32(math.Inf(1))}), true},
		{"complex numbers, which struct does not know", Of([]complex64{1}), Of([]complex64{1}), false},
		{"records", of("T{B:a:}", []int{1}, 1), of("T{B:a:}", []int{1}, 1), false},
	} {
		if got := c.a.Equal(c.b); got != c.want {
			t.Errorf("%s: %v.Equal(%v) = %t, want %t", c.name, c.a, c.b, got, c.want)
		}
		if got := c.b.Equal(c.a); got != c.want {
			t.Errorf("%s, the other way: %t, want %t", c.name, got, c.want)
		}
	}
}

func TestCopyRefusesAndCounts(t *testing.T) {
	v := Of([]uint16{1, 2, 3})
	before := Copied()
	if _, err := v.CopyTo(make([]byte, 5), OrderC); !errors.Is(err, ErrSize) {
		t.Errorf("CopyTo of 6 bytes to 5: %v, want ErrSize", err)
	}
	if _, err := v.CopyTo(make([]byte, 6), 'K'); !errors.Is(err, ErrContiguity) {
		t.Errorf("CopyTo in order K: %v, want ErrContiguity", err)
	}
	if got := Copied() - before; got != 0 {
		t.Errorf("refused copies count %d bytes", got)
	}
	long := bytes.Repeat([]byte{7}, 8)
	n, err := v.CopyTo(long, OrderA)
	if n != 6 || err != nil || long[6] != 7 {
		t.Errorf("CopyTo = %d, %v, %v, want 6 bytes and the others untouched", n, err, long)
	}
	kept, err := v.AppendCopy([]byte("ab"), OrderF)
	if err != nil || len(kept) != 8 || string(kept[:2]) != "ab" || !bytes.Equal(kept[2:], long[:6]) {
		t.Errorf("AppendCopy = %v, %v", kept, err)
	}
	if got := Copied() - before; got != 12 {
		t.Errorf("Copied() grew by %d, want 12", got)
	}
}

// Sizes around those of tiles and unrolled loops, for each size of item that has
// a loop of its own and some that have none.
func TestCopyTiles(t *testing.T) {
	for _, size := range []int{1, 2, 3, 4, 8, 16, 24, 100} {
		for _, n := range []int{1, 3, 4, 5, 31, 32, 33, 65} {
			p := make([]byte, n*7*size)
			for i := range p {
				p[i] = byte(i * 31 >> 3)
			}
			y := Layout{Format: strconv.Itoa(size) + "s", Shape: []int{n, 7}}
			v, err := New(NewLease(nil, p), 0, y)
			if err != nil {
				t.Fatal(err)
			}
			want := defined(y, size, 0, p)
			w, err := v.Transpose()
			if err != nil {
				t.Fatal(err)
			}
			got, err := w.AppendCopy(nil, OrderC)
			if content, _ := want.content(true); err != nil || !bytes.Equal(got, content) {
				t.Errorf("%d by 7 items of %d bytes, transposed: wrong (%v)", n, size, err)
			}
			half, err := v.Slice(1, Every(2))
			if err != nil {
				t.Fatal(err)
			}
			got, err = half.AppendCopy(nil, OrderF)
			if content, _ := want.sliced(1, Every(2)).content(true); err != nil || !bytes.Equal(got, content) {
				t.Errorf("%d by 4 items of %d bytes, in F order: wrong (%v)", n, size, err)
			}
		}
	}
}
