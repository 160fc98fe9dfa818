package buffer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unsafe"
)

// guard is how many bytes lie around each region that belong to no view.
const guard = 64

// guarded returns size bytes of a pattern with guards around them, and the whole.
func guarded(size int, seed byte) (region, whole []byte) {
	whole = bytes.Repeat([]byte{0xA5}, guard+size+guard)
	region = whole[guard : guard+size : guard+size]
	for i := range region {
		region[i] = byte(i)*7 + seed
	}
	return region, whole
}

// intact fails if a guard was written.
func intact(t *testing.T, wholes ...[]byte) {
	t.Helper()
	for _, w := range wholes {
		for _, g := range [][]byte{w[:guard], w[len(w)-guard:]} {
			if !bytes.Equal(g, bytes.Repeat([]byte{0xA5}, guard)) {
				t.Errorf("bytes beside a region were written: % x", g)
			}
		}
	}
}

// array is what a view should show: a shape, and the bytes of each item, found
// by the definition alone.
type array struct {
	shape []int
	item  func(index []int) []byte // nil if a pointer leads astray
}

// defined returns the array of a layout in regions, as PEP 3118 defines it. Every
// read is one of a Go slice, which panics outside of it.
func defined(y Layout, size, offset int, regions ...[]byte) array {
	strides := y.Strides
	if strides == nil {
		strides = make([]int, len(y.Shape))
		for i, n := len(y.Shape)-1, size; i >= 0; i-- {
			strides[i] = n
			n *= y.Shape[i]
		}
	}
	return array{y.Shape, func(index []int) []byte {
		if size == 0 {
			return []byte{} // wherever it lies
		}
		region, at := regions[0], offset
		for k, i := range index {
			at += i * strides[k]
			if y.Suboffsets == nil || y.Suboffsets[k] < 0 {
				continue
			}
			var word [8]byte
			copy(word[:], region[at:at+pointerSize])
			p := uintptr(binary.NativeEndian.Uint64(word[:]))
			found := false
			for _, r := range regions {
				// Anything that the region holds: which of it is an item, the next steps say.
				if to := int(p-address(r)) + y.Suboffsets[k]; to >= 0 && to <= len(r) {
					region, at, found = r, to, true
					break
				}
			}
			if !found {
				return nil
			}
		}
		if at < 0 || at+size > len(region) {
			return nil
		}
		return region[at : at+size]
	}}
}

func address(p []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(p))) }

// indices returns all indices of a shape, in C order or in F order.
func indices(shape []int, first bool) [][]int {
	all := [][]int{{}}
	for k := range shape {
		if first {
			k = len(shape) - 1 - k
		}
		var next [][]int
		for _, index := range all {
			for i := range shape[k] {
				if first {
					next = append(next, append([]int{i}, index...))
				} else {
					next = append(next, append(slices.Clone(index), i))
				}
			}
		}
		all = next
	}
	return all
}

// content returns all bytes of the array, and false if a pointer leads astray.
func (a array) content(first bool) (all []byte, ok bool) {
	for _, index := range indices(a.shape, first) {
		item := a.item(index)
		if item == nil {
			return nil, false
		}
		all = append(all, item...)
	}
	return all, true
}

// sliced is the array of a slice, as Python counts.
func (a array) sliced(k int, r Range) array {
	kept := python(r, a.shape[k])
	shape := slices.Clone(a.shape)
	shape[k] = len(kept)
	return array{shape, func(index []int) []byte {
		index = slices.Clone(index)
		index[k] = kept[index[k]]
		return a.item(index)
	}}
}

// python returns the indices that a range picks of n: those of the walk from
// the start by the step that are before the stop.
func python(r Range, n int) (kept []int) {
	step := r.Step
	if step == 0 || step == Omitted {
		step = 1
	}
	end := func(x int) int {
		if x < 0 {
			x += n
		}
		return x
	}
	for i := range n {
		if step < 0 {
			i = n - 1 - i
		}
		start, stop := 0, n
		if step < 0 {
			start, stop = n-1, -1
		}
		if r.Start != Omitted {
			start = end(r.Start)
			if step > 0 {
				start = max(start, 0)
			} else {
				start = min(start, n-1)
			}
		}
		if r.Stop != Omitted {
			stop = end(r.Stop)
			if step < 0 && stop < -1 {
				stop = -1
			}
		}
		if far := i - start; far%step == 0 && far/step >= 0 && (step > 0 && i < stop || step < 0 && i > stop) {
			kept = append(kept, i)
		}
	}
	return kept
}

// transposed is the array with its dimensions in the order of axes.
func (a array) transposed(axes []int) array {
	shape := make([]int, len(axes))
	for i, k := range axes {
		shape[i] = a.shape[k]
	}
	return array{shape, func(index []int) []byte {
		back := make([]int, len(index))
		for i, k := range axes {
			back[k] = index[i]
		}
		return a.item(back)
	}}
}

// check compares everything that v shows with want. Where a pointer leads astray
// the operations must say so and give nothing.
func check(t *testing.T, v *View, want array) {
	t.Helper()
	if got := v.Shape(); !slices.Equal(got, want.shape) {
		t.Fatalf("%v: Shape() = %v, want %v", v, got, want.shape)
	}
	c, ok := want.content(false)
	for _, o := range []Order{OrderC, OrderF, OrderA} {
		content, _ := want.content(o == OrderF || o == OrderA && v.Contiguous(OrderF) && !v.Contiguous(OrderC))
		dst, whole := guarded(v.Len(), 0)
		n, err := v.CopyTo(dst, o)
		intact(t, whole)
		switch {
		case !ok && !errors.Is(err, ErrSuboffset):
			t.Errorf("%v: CopyTo in order %c = %d, %v, want ErrSuboffset", v, o, n, err)
		case ok && (err != nil || n != len(content) || !bytes.Equal(dst, content)):
			t.Errorf("%v: CopyTo in order %c = %d, %v: % x, want % x", v, o, n, err, dst, content)
		}
	}
	var runs []byte
	size := -1
	for r := range v.Runs() {
		runs = append(runs, r...)
		if size >= 0 && len(r) != size {
			t.Errorf("%v: a run of %d bytes after one of %d", v, len(r), size)
		}
		size = len(r)
	}
	if !bytes.Equal(runs, c) {
		t.Errorf("%v: Runs() give % x, want % x", v, runs, c)
	}
	if err := v.Err(); v.Len() > 0 && (err == nil) != ok {
		t.Errorf("%v: Err() = %v, want none only if no pointer leads astray (%t)", v, err, ok)
	}
	checkItems(t, v, want)
}

// checkItems compares the decoded items.
func checkItems(t *testing.T, v *View, want array) {
	t.Helper()
	f, err := ParseFormat(v.Format())
	if err != nil {
		t.Fatal(err)
	}
	if f.Decodable() != nil {
		if _, err := v.List(); !errors.Is(err, ErrFormat) {
			t.Errorf("%v: List() = %v, want ErrFormat", v, err)
		}
		return
	}
	list, listErr := v.List()
	ok := true
	for _, index := range indices(want.shape, false) {
		item := want.item(index)
		got, err := v.Index(index...)
		if item == nil {
			ok = false
			if !errors.Is(err, ErrSuboffset) {
				t.Errorf("%v: Index(%v) = %v, %v, want ErrSuboffset", v, index, got, err)
			}
			continue
		}
		value, wantErr := f.Decode(item)
		if !alike(got, value) || (err == nil) != (wantErr == nil) {
			t.Errorf("%v: Index(%v) = %v, %v, want %v, %v", v, index, got, err, value, wantErr)
		}
		if wantErr != nil {
			return // not every item of the format has a value; List says so too
		}
		if at := list; listErr == nil {
			for _, i := range index {
				at = at.([]any)[i]
			}
			if !alike(at, value) {
				t.Errorf("%v: List() at %v = %v, want %v", v, index, at, value)
			}
		}
	}
	if ok != (listErr == nil) && v.Len() > 0 {
		t.Errorf("%v: List() = %v, want an error only if a pointer leads astray", v, listErr)
	}
}

// alike compares decoded values, a NaN with another too.
func alike(a, b any) bool {
	if x, ok := a.(float64); ok && x != x {
		y, ok := b.(float64)
		return ok && y != y
	}
	return reflect.DeepEqual(a, b)
}

// cursor reads a fuzzer's bytes, and zeros after them.
type cursor []byte

func (c *cursor) next() int {
	if len(*c) == 0 {
		return 0
	}
	b := (*c)[0]
	*c = (*c)[1:]
	return int(b)
}

// layout makes a layout of the fuzzer's bytes: mostly small, so that some fit.
func (c *cursor) layout() Layout {
	formats := []string{"B", "h", "i", "d", "16s", "3s", "0s", ">i", "?", "T{i:a:}", "hi", "Zd", "c", "<q", "f", "5x"}
	y := Layout{Format: formats[c.next()%len(formats)]}
	if y.Format == "T{i:a:}" {
		y.ItemSize = 4
	}
	n := c.next()
	y.ReadOnly = n&0x80 != 0
	for range n % 6 {
		shape := c.next()
		if shape >= 250 {
			shape = math.MaxInt >> (2 * (255 - shape))
		} else {
			shape %= 6
		}
		stride := int(int8(c.next()))
		sub := c.next() - 200
		if stride == -128 {
			stride = math.MinInt / 2
		}
		y.Shape = append(y.Shape, shape)
		y.Strides = append(y.Strides, stride)
		y.Suboffsets = append(y.Suboffsets, max(sub, -1))
	}
	if n&0x40 != 0 {
		y.Strides = nil
	}
	if n&0x20 != 0 {
		y.Suboffsets = nil
	}
	return y
}

// small says whether a view can be gone over: broadcast ones may have any number
// of items.
func small(v *View) bool {
	n := 1
	for _, i := range v.Shape() {
		if i > 4096 {
			return false
		}
		n *= max(1, i)
	}
	return n <= 4096
}

// FuzzLayout holds New to its word: a layout lies in its memory or is refused,
// and what was accepted reads and writes nothing else, whatever is made of it.
func FuzzLayout(f *testing.F) {
	for seed := range uint64(64) {
		p := make([]byte, 96)
		rand.NewChaCha8([32]byte{byte(seed)}).Read(p)
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, data []byte) { exercise(t, data) })
}

// exercise tries one layout, and says whether it was accepted.
func exercise(t *testing.T, data []byte) bool {
	c := cursor(data)
	y, offset := c.layout(), c.next()
	first, whole := guarded(128, 1)
	second, other := guarded(160, 2)
	// Words in the first region that lead into the second, mostly.
	for at := 0; at+8 <= len(first) && indirect(layoutDims(y)); at += 8 {
		to := uint64(address(second)) + uint64(c.next()%128)
		if to%128 == 127 {
			to = uint64(address(second)) - guard
		}
		binary.NativeEndian.PutUint64(first[at:], to)
	}
	released := 0
	l := NewLease(func() error { released++; return nil }, first, second)
	v, err := New(l, offset, y)
	if err != nil {
		if e := (*Error)(nil); !errors.As(err, &e) {
			t.Errorf("New refuses with %T %v, want an *Error", err, err)
		}
		return false
	}
	if !small(v) {
		return false
	}
	want := defined(y, v.ItemSize(), offset, first, second)
	if _, ok := want.content(false); !ok && v.Len() > 0 {
		t.Fatalf("New accepted %v at %d, of which an item lies outside", y, offset)
	}
	check(t, v, want)
	derive(t, v, want, &c, 3)
	mutate(t, v, want, &c, first)
	intact(t, whole, other)
	if err := v.Release(); err != nil || released != 1 || l.Views() != 0 {
		t.Errorf("after the last Release (%v): released %d times with %d views, want 1 and 0", err, released, l.Views())
	}
	return true
}

func layoutDims(y Layout) (dims []dim) {
	for _, s := range y.Suboffsets {
		dims = append(dims, dim{1, 0, s})
	}
	return dims
}

// derive makes views of v and of these, and checks them.
func derive(t *testing.T, v *View, want array, c *cursor, depth int) {
	t.Helper()
	if depth == 0 || v.NDim() == 0 {
		return
	}
	end := func() int {
		if b := c.next(); b < 200 {
			return b%14 - 7
		}
		return Omitted
	}
	k, r := c.next()%v.NDim(), Range{end(), end(), c.next()%7 - 3}
	if w, err := v.Slice(k, r); err == nil {
		check(t, w, want.sliced(k, r))
		derive(t, w, want.sliced(k, r), c, depth-1)
		w.Release()
	} else if !errors.Is(err, ErrSuboffset) {
		t.Errorf("%v: Slice(%d, %v): %v", v, k, r, err)
	}
	axes := rand.New(rand.NewPCG(uint64(c.next()), 0)).Perm(v.NDim())
	if w, err := v.Transpose(axes...); err == nil {
		check(t, w, want.transposed(axes))
		derive(t, w, want.transposed(axes), c, depth-1)
		w.Release()
	} else if !errors.Is(err, ErrSuboffset) {
		t.Errorf("%v: Transpose(%v): %v", v, axes, err)
	}
	if w, err := v.Cast("B"); err == nil {
		content, _ := want.content(false)
		check(t, w, array{[]int{len(content)}, func(i []int) []byte { return content[i[0]:][:1] }})
		w.Release()
	} else if v.Contiguous(OrderC) && !slices.Contains(v.Shape(), 0) {
		t.Errorf("%v: Cast(B): %v", v, err)
	}
}

// mutate writes through v, and then to the memory under it, so that pointers
// lead anywhere.
func mutate(t *testing.T, v *View, want array, c *cursor, first []byte) {
	t.Helper()
	for _, index := range indices(want.shape, false) {
		x, err := v.Index(index...)
		if err != nil {
			continue
		}
		if err := v.Set(x, index...); v.IsReadOnly() && !errors.Is(err, ErrReadOnly) {
			t.Errorf("%v: Set of a read-only view: %v", v, err)
		}
	}
	if v.Len() == 0 {
		return
	}
	for range 8 {
		first[c.next()%len(first)] ^= byte(c.next())
	}
	if indirect(v.dims()) {
		// What a pointer leads to may be an item in part, which only the
		// definition says; that nothing outside is read, the guards do.
		if dst, err := v.AppendCopy(nil, OrderC); err == nil {
			if c, ok := want.content(false); !ok || !bytes.Equal(dst, c) {
				t.Errorf("%v: copy after pointers were changed: % x, want % x", v, dst, c)
			}
		} else if !errors.Is(err, ErrSuboffset) {
			t.Error(err)
		}
		v.List()
		for range v.Runs() {
		}
		return
	}
	check(t, v, want)
}

// TestRandomLayouts runs what the fuzz target does on layouts of which enough
// are accepted, so that a plain test run sees them.
func TestRandomLayouts(t *testing.T) {
	layouts := 20_000
	if testing.Short() { // as where a sanitizer makes each ten times as long
		layouts /= 5
	}
	accepted, pointers := 0, 0
	r := rand.New(rand.NewPCG(1, 2))
	for range layouts {
		p := make([]byte, 80)
		for i := range p {
			p[i] = byte(r.Uint32())
		}
		p[1] = byte(r.IntN(4)) + byte(r.IntN(8))*0x20&0xE0 // few dimensions
		p[1] = p[1]/6*6 + byte(r.IntN(4))
		if exercise(t, p) {
			accepted++
			c := cursor(p)
			if indirect(layoutDims(c.layout())) {
				pointers++
			}
		}
		if t.Failed() {
			return
		}
	}
	if accepted < layouts/20 || pointers < layouts/400 {
		t.Errorf("%d of %d layouts were accepted, %d with pointers: too few to tell anything", accepted, layouts, pointers)
	}
}
