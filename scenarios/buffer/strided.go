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

// Strided goes over the view in C order by the longest rows of items that are
// equally far apart: what kernels loop over where [As] cannot give a slice. A
// view of one dimension is one row, with any step. It needs the format, byte
// order and alignment that [As] does. Nothing is copied, and rows must not be
// kept. The lease is held during the iteration, in which there are no rows if
// [View.Err] refuses the view.
func Strided[T Scalar](v *View) (iter.Seq[Row[T]], error) {
	if err := fits[T](v, "rows"); err != nil {
		return nil, err
	}
	if err := v.checkStrides("rows", unsafe.Alignof(*new(T))); err != nil {
		return nil, err
	}
	return func(yield func(Row[T]) bool) { rows(v, yield) }, nil
}

// checkStrides refuses a view of which an item may lie at no multiple of align
// bytes. What pointers lead to is looked at row by row.
func (v *View) checkStrides(op string, align uintptr) error {
	if v.flags&empty != 0 {
		return nil
	}
	for i, d := range v.dims() {
		if d.n > 1 && d.sub < 0 && uintptr(d.stride)%align != 0 && !indirect(v.dims()[i:]) {
			return v.fail(op, ErrAlignment, "stride %d of dimension %d is no multiple of %d; copy it", d.stride, i, align)
		}
	}
	if !indirect(v.dims()) && uintptr(v.base)%align != 0 {
		return v.fail(op, ErrAlignment, "item 0 lies %d bytes past a multiple of %d; copy it", uintptr(v.base)%align, align)
	}
	return nil
}

func rows[T Scalar](v *View, yield func(Row[T]) bool) {
	if !v.hold() {
		return
	}
	defer v.letGo() // yield may panic
	if v.flags&empty != 0 || v.checkPointers() != nil {
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
