package buffer

import "unsafe"

// Line is the layout of most memory, where it lies: some items of one letter, side by
// side. It has no slices, so it needs no memory of its own.
type Line struct {
	items *items // nil in the zero value, which is no line
	start unsafe.Pointer
	n     int
	flags uint8 // of its views
}

// LineAt returns n items of a letter of Python's struct module at start, in this machine's
// order and size. It reports false for what is no such line, and for what [At] refuses. It
// trusts the exporter as At does.
func LineAt(start unsafe.Pointer, letter byte, size, n int) (Line, bool) {
	if letter >= byte(len(letters)) {
		return Line{}, false
	}
	k := letters[letter]
	if k == nil || k.size != size {
		return Line{}, false
	}
	bytes, fits := mul(max(n, 0), size)
	if !fits || bytes == 0 || start == nil || uintptr(start)+uintptr(bytes) < uintptr(start) {
		return Line{}, false
	}
	r := Line{k, start, n, trusted}
	if k.sample != nil && uintptr(start)&(k.align-1) == 0 {
		r.flags |= ready
	}
	return r, true
}

// ReadOnly returns r as memory that refuses Set.
func (r Line) ReadOnly() Line {
	r.flags |= readOnly
	return r
}

// IsLine says whether r is one, which the zero value is not.
func (r *Line) IsLine() bool { return r.items != nil }

// Layout returns what r says of its memory.
func (r *Line) Layout() Layout {
	return Layout{
		Format: r.items.text, ItemSize: r.items.size, ReadOnly: r.flags&readOnly != 0,
		Shape: []int{r.n}, Strides: []int{r.items.size},
	}
}

// View makes v, of zero value, a view of r on l, and returns it. It is an ErrReleased if
// the memory of l has gone.
func (r *Line) View(l *Lease, v *View) (*View, error) {
	if !l.acquire() {
		return nil, r.released()
	}
	l.viewed()
	v.lease = l
	r.place(v)
	return v, nil
}

// place is shape, from and settle of a line.
func (r *Line) place(v *View) {
	v.items, v.base, v.ndim, v.flags = r.items, r.start, 1, r.flags
	v.few[0] = dim{r.n, r.items.size, -1}
}

// released is apart from View, so that View needs little of the stack.
func (r *Line) released() error {
	y := r.Layout()
	return y.fail(ErrReleased, "the lease was released; views cannot be had of it any more")
}

// line is the layout as a line, if it is one.
func (y *Layout) line(start unsafe.Pointer) (Line, bool) {
	if len(y.Shape) != 1 || y.Suboffsets != nil || len(y.Format) != 1 || y.Strides != nil && (len(y.Strides) != 1 || y.Strides[0] != y.ItemSize) {
		return Line{}, false
	}
	r, ok := LineAt(start, y.Format[0], y.ItemSize, y.Shape[0])
	if ok && y.ReadOnly {
		r = r.ReadOnly()
	}
	return r, ok
}
