package buffer

import (
	"fmt"
	"math/bits"
	"unsafe"
)

// Layout is what a Py_buffer says of its memory. Its dimensions are as many as
// Shape has numbers.
type Layout struct {
	Format     string // of Python's struct module and PEP 3118; "" means "B"
	ItemSize   int    // bytes; 0 means that of Format
	Shape      []int  // items in each dimension; nil: one item of no dimension
	Strides    []int  // bytes from item to item; nil means C order
	Suboffsets []int  // what is added to the pointer found there; nil, or a negative one, means none
	ReadOnly   bool
}

// String describes the layout as errors do.
func (y Layout) String() string {
	s := fmt.Sprintf("layout %q shape %v strides %v", y.Format, y.Shape, y.Strides)
	if y.Suboffsets != nil {
		s += fmt.Sprintf(" suboffsets %v", y.Suboffsets)
	}
	return s
}

func (y *Layout) fail(kind error, format string, args ...any) error {
	return &Error{Op: "view", On: y.String(), Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// New returns a view of the lease's first region. Its item 0 lies offset bytes into
// the region. Every item must lie in that region. With suboffsets every pointer must
// lie in it, and lead into one of the lease's regions. New refuses any other layout, so
// that no operation on the view or on a view made of it reaches other memory. Without
// items only the offset counts. Pointers are checked and followed anew at every access,
// because the owner may change them.
func New(l *Lease, offset int, layout Layout) (*View, error) {
	v := new(View)
	err := layout.on(v, l, func(v *View) error {
		var region []byte
		if len(l.memory) > 0 {
			region = l.memory[0]
		}
		if offset < 0 || offset > len(region) {
			return layout.fail(ErrRange, "offset %d in a region of %d bytes", offset, len(region))
		}
		// Owner: the lease. An empty view never forms an address of its own,
		// so it starts where the region does.
		v.base = unsafe.Pointer(unsafe.SliceData(region))
		if v.flags&empty != 0 {
			return nil
		}
		lo, hi, _ := reach(v.dims(), v.items.size)
		if first, ok := add(offset, lo); !ok || first < 0 {
			return layout.fail(ErrRange, "items start %d bytes before a region of %d bytes", -first, len(region))
		}
		if end, ok := add(offset, hi); !ok || end > len(region) {
			return layout.fail(ErrRange, "items end at byte %d of a region of %d bytes", uint(end), len(region))
		}
		// Just shown: offset+lo and offset+hi lie in the region, and lo <= 0 < hi.
		v.base = unsafe.Add(v.base, offset)
		return v.checkPointers()
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// At returns a view of memory without known bounds, as a Py_buffer describes it: item 0
// lies at start. At trusts the exporter: items lie in the owner's memory, and pointers
// lead there. The layout itself is validated as [New] does, overflow included.
func At(l *Lease, start unsafe.Pointer, layout Layout) (*View, error) {
	v := new(View)
	if err := layout.on(v, l, func(v *View) error { return layout.from(v, start, false) }); err != nil {
		return nil, err
	}
	return v, nil
}

// Lend makes l a lease on memory of owner's, and v the view of it that [At] returns. Both
// are of zero value, and nobody else has them yet: this is for owners that keep them in a
// value of their own. If it fails, v is of no use, and l is a lease without a view. Lend
// keeps nothing of layout but its numbers and, of a format that it does not know, a copy.
func (v *View) Lend(l *Lease, owner Owner, start unsafe.Pointer, layout *Layout) error {
	l.owner = owner
	if r, ok := layout.line(start); ok {
		r.place(v)
	} else {
		dense, err := layout.shape(v)
		if err != nil {
			return err
		}
		if err := layout.from(v, start, dense); err != nil {
			return err
		}
		v.settle()
	}
	v.lease = l
	l.ends = lastView
	l.state.Store(1)
	return nil
}

// from places v, which has the layout's shape, at item 0. It trusts the exporter that the
// items are there.
func (y *Layout) from(v *View, start unsafe.Pointer, dense bool) error {
	v.flags |= trusted
	v.base = start
	if v.flags&empty != 0 {
		return nil
	}
	if start == nil {
		return y.fail(ErrRange, "%d bytes at a null pointer", v.Len())
	}
	lo, hi := 0, v.Len()
	if !dense {
		lo, hi, _ = reach(v.dims(), v.items.size)
	}
	if at := uintptr(start); at-uintptr(-lo) > at || at+uintptr(hi) < at {
		return y.fail(ErrRange, "items from %d to %d bytes around %#x leave the address space", lo, hi, at)
	}
	return nil
}

// on makes v, of zero value, a view of the layout on l, places it and counts it.
func (y *Layout) on(v *View, l *Lease, place func(*View) error) error {
	if _, err := y.shape(v); err != nil {
		return err
	}
	if !l.acquire() {
		return y.fail(ErrReleased, "the lease was released; views cannot be had of it any more")
	}
	v.lease = l
	if err := place(v); err != nil {
		_ = l.drop() // the error at hand is the one to report; the lease keeps the other
		return err
	}
	v.settle()
	l.viewed()
	return nil
}

// shape makes v, of zero value, a view of the layout that lies nowhere yet. All
// arithmetic that a later operation does on its numbers is done here first, with
// overflow seen. dense is whether the items lie side by side in C order by their strides.
func (y *Layout) shape(v *View) (dense bool, err error) {
	n := len(y.Shape)
	switch {
	case n > MaxDims:
		return false, y.fail(ErrShape, "%d dimensions, at most %d can be", n, MaxDims)
	case y.Strides != nil && len(y.Strides) != n:
		return false, y.fail(ErrShape, "%d strides for %d dimensions", len(y.Strides), n)
	case y.Suboffsets != nil && len(y.Suboffsets) != n:
		return false, y.fail(ErrShape, "%d suboffsets for %d dimensions", len(y.Suboffsets), n)
	}
	k, err := newItems(y.Format, y.ItemSize)
	if err != nil {
		return false, err
	}
	v.items, v.ndim = k, uint8(n)
	v.room()
	if y.ReadOnly {
		v.flags |= readOnly
	}
	size, step, ok := k.size, k.size, true
	dense = true
	for i := n - 1; i >= 0; i-- {
		d := dim{y.Shape[i], step, -1}
		if d.n < 0 {
			return false, y.fail(ErrShape, "dimension %d has %d items", i, d.n)
		}
		if y.Strides != nil {
			d.stride = y.Strides[i]
		}
		if y.Suboffsets != nil {
			d.sub = y.Suboffsets[i]
		}
		v.dims()[i] = d
		dense = dense && d.stride == step && d.sub < 0
		step *= d.n // as memoryview has it: 0 beyond a dimension of no items
		// Zeros count as ones here: no order of the dimensions may overflow.
		if size, ok = mul(size, max(1, d.n)); !ok {
			return false, y.fail(ErrShape, "items of %d bytes in this shape take more bytes than can be addressed", k.size)
		}
	}
	if v.Len() == 0 {
		v.flags |= empty
		return dense, nil
	}
	if dense {
		return true, nil // they reach as far as their size, which fits
	}
	return false, y.checkReach(v)
}

// checkReach refuses strides and suboffsets whose sums overflow.
func (y *Layout) checkReach(v *View) error {
	sub := 0
	for dims := v.dims(); ; {
		lo, hi, ok := reach(dims, v.items.size)
		_, low := add(lo, sub)
		_, high := add(hi, sub)
		if !ok || !low || !high {
			return y.fail(ErrShape, "strides lead further than can be addressed")
		}
		end := segment(dims)
		if end == len(dims) || dims[end].sub < 0 {
			return nil
		}
		sub = dims[end].sub
		dims = dims[end+1:]
	}
}

// segment returns the index of the first dimension that holds pointers, or
// len(dims) if none does: up to there addresses are sums of strides.
func segment(dims []dim) int {
	for i, d := range dims {
		if d.sub >= 0 {
			return i
		}
	}
	return len(dims)
}

// reach returns the extent in bytes of the first segment of dims around its item 0:
// lo <= 0 < hi. An item is of the given size, or of that of a pointer if the segment
// holds pointers. No dimension may be empty. It is not ok if a sum overflows.
func reach(dims []dim, size int) (lo, hi int, ok bool) {
	ok = true
	end := segment(dims)
	if end < len(dims) {
		end, size = end+1, pointerSize
	}
	hi = size
	for _, d := range dims[:end] {
		far, fits := mul(d.n-1, d.stride)
		ok = ok && fits
		if far < 0 {
			lo, fits = add(lo, far)
		} else {
			hi, fits = add(hi, far)
		}
		ok = ok && fits
	}
	return lo, hi, ok
}

// add returns a+b, and whether it fits an int.
func add(a, b int) (sum int, ok bool) {
	sum = a + b
	return sum, (a^sum)&(b^sum) >= 0
}

// mul returns a*b for a >= 0, and whether it fits an int.
//
// Note: it looks at the high word. A division takes as long as the rest of a small view.
func mul(a, b int) (product int, ok bool) {
	product = a * b
	high, _ := bits.Mul(uint(a), uint(b))
	negative := b >> (bits.UintSize - 1) // all ones if b is
	return product, int(high)-negative&a == product>>(bits.UintSize-1)
}
