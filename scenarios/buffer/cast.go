package buffer

import "fmt"

// Cast returns a view of the same bytes as items of another format, by
// memoryview's rules: v must be C-contiguous, one of the two formats must be
// one of bytes ("B", "b", "c"), the format asked for a single code in native order,
// and one of the two shapes one-dimensional. No shape asks for one dimension; an empty one
// that is not nil for a single item.
func (v *View) Cast(format string, shape ...int) (*View, error) {
	k, err := newItems(format, 0)
	if err != nil {
		return nil, err
	}
	if err := v.checkCast(k, shape); err != nil {
		return nil, err
	}
	size := v.Len()
	if shape == nil {
		shape = []int{size / k.size}
	}
	ask := Layout{Format: format, Shape: shape}
	to := new(View)
	if _, err := ask.shape(to); err != nil {
		return nil, err
	}
	if to.Len() != size {
		return nil, v.fail("cast", ErrSize, "shape %v of %q takes %d bytes, it has %d", shape, format, to.Len(), size)
	}
	w := new(View)
	if !v.derive(w) {
		return nil, v.released("cast")
	}
	w.items, w.ndim, w.few, w.more = to.items, to.ndim, to.few, to.more
	w.settle()
	return w, nil
}

// checkCast refuses what memoryview would.
func (v *View) checkCast(k *items, shape []int) error {
	size := v.Len()
	op := fmt.Sprintf("cast to %q", k.text)
	switch {
	case !v.open():
		return v.released(op)
	case !v.contiguous(false):
		return v.fail(op, ErrContiguity, "only C-contiguous views can be cast; copy it")
	case shape != nil && v.ndim != 1 && len(shape) != 1:
		return v.fail(op, ErrShape, "from %d dimensions to %d; one of them must be 1", v.ndim, len(shape))
	case (shape != nil || v.ndim != 1) && v.hasZero():
		return v.fail(op, ErrShape, "a dimension has no items")
	case !k.native():
		return v.fail(op, ErrFormat, "the format asked for is not one native code")
	case !v.items.byteLike() && !k.byteLike():
		return v.fail(op, ErrFormat, "one of the two must be bytes; cast to \"B\" first")
	case size%k.size != 0:
		return v.fail(op, ErrSize, "%d bytes are no multiple of %d", size, k.size)
	}
	for _, n := range shape {
		if n <= 0 {
			return v.fail(op, ErrShape, "shape %v; all of it must be positive", shape)
		}
	}
	return nil
}

// hasZero says whether a dimension has no items.
func (v *View) hasZero() bool {
	for _, d := range v.dims() {
		if d.n == 0 {
			return true
		}
	}
	return false
}
