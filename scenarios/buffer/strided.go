package buffer

import (
	"iter"
	"unsafe"
)

// Row is a row of items of a view: as many as Len says, the same number of bytes
// apart, which may be none or negative.
type Row[T Scalar] struct {
	at     unsafe.Pointer // item 0, in the memory that is leased
	stride int
	n      int
}

// Len returns the number of items.
func (r Row[T]) Len() int { return r.n }

// At returns item i and panics if there is none, as a slice would. In a loop over
// all of a row the compiler sees that there is.
func (r Row[T]) At(i int) T {
	if uint(i) >= uint(r.n) {
		panic("buffer: index out of range of a row")
	}
	// Items 0 to n-1 lie in the leased memory, and Strided saw that all are
	// aligned for T.
	return *(*T)(unsafe.Add(r.at, i*r.stride))
}

// Slice returns the row as a slice, if its items lie side by side.
func (r Row[T]) Slice() ([]T, bool) {
	var x T
	if r.n > 1 && r.stride != int(unsafe.Sizeof(x)) {
		return nil, false
	}
	return unsafe.Slice((*T)(r.at), r.n), true // as At
}

// Rows are the rows of a view.
type Rows[T Scalar] struct{ view *View }

// Strided returns the rows of the view, for kernels over views of which [As] can give no
// slice. A view of one dimension is one row, with any step. Strided needs the same
// format, byte order and alignment as [As].
func Strided[T Scalar](v *View) (Rows[T], error) {
	return Rows[T]{v}, stridable[T](v)
}

// All goes over the view in C order by the longest rows of items that are equally
// far apart. Nothing is copied, and rows must not be kept. The lease is held
// during the iteration, in which there are no rows if [Strided] would refuse the
// view by now.
func (r Rows[T]) All() iter.Seq[Row[T]] {
	return func(yield func(Row[T]) bool) { rows(r.view, yield) }
}

// stridable returns why there are no rows of T in v.
func stridable[T Scalar](v *View) error {
	if err := fits[T](v, "rows"); err != nil {
		return err
	}
	var x T
	align, dims := unsafe.Alignof(x), v.dims()
	switch {
	case v.flags&empty != 0:
		return nil
	case indirect(dims):
		return v.alignedRows(align)
	case uintptr(v.base)%align != 0:
		return v.fail("rows", ErrAlignment, "item 0 lies %d bytes past a multiple of %d; copy it", uintptr(v.base)%align, align)
	}
	for i, d := range dims {
		if d.n > 1 && uintptr(d.stride)%align != 0 {
			return v.fail("rows", ErrAlignment, "stride %d of dimension %d is no multiple of %d; copy it", d.stride, i, align)
		}
	}
	return nil
}

// alignedRows goes to all items behind pointers and looks where they lie.
func (v *View) alignedRows(align uintptr) error {
	if err := v.Err(); err != nil {
		return err
	}
	var err error
	for p := range v.Runs() {
		if at := uintptr(unsafe.Pointer(unsafe.SliceData(p))) % align; at != 0 {
			err = v.fail("rows", ErrAlignment, "an item lies %d bytes past a multiple of %d; copy it", at, align)
			break
		}
	}
	return err
}

// rows yields the rows of v.
func rows[T Scalar](v *View, yield func(Row[T]) bool) {
	if v == nil || !v.hold() {
		return
	}
	defer v.letGo() // yield may panic
	if v.flags&empty != 0 || v.checkPointers() != nil || stridable[T](v) != nil {
		return
	}
	var room [inner]pair
	p := v.plan(false, &room)
	rowsOf(&p, v, 0, v.base, yield)
}

// rowsOf yields those of the dimensions from k on, in which at is index 0.
func rowsOf[T Scalar](p *plan, v *View, k int, at unsafe.Pointer, yield func(Row[T]) bool) bool {
	var x T
	size := int(unsafe.Sizeof(x))
	if p.run == size && k == len(p.dims)-1 && p.dims[k].sub < 0 {
		return yield(Row[T]{at, p.dims[k].src, p.dims[k].n})
	}
	if k == len(p.dims) {
		return yield(Row[T]{at, size, p.run / size})
	}
	d := &p.dims[k]
	for i := range d.n {
		if next, ok := d.step(v, at, i); !ok || !rowsOf(p, v, k+1, next, yield) {
			return false
		}
	}
	return true
}
