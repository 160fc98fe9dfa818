package buffer

import (
	"fmt"
	"strings"
	"sync/atomic"
	"unsafe"
)

// MaxDims is how many dimensions a view may have, as in CPython.
const MaxDims = 64

// few is how many dimensions a View holds in itself: with three it takes 128
// bytes, one size class of the allocator.
const few = 3

// dim is one dimension: how many there are, how many bytes apart, and what is
// added to the pointer found there; negative if there is none.
type dim struct{ n, stride, sub int }

// Flags of a view.
const (
	readOnly = 1 << iota
	trusted  // made by At: pointers are followed wherever they lead
	empty    // of no bytes: no address in it may be formed
	ready    // As gives the items as their sample's type; in no other view may this be set
)

// View is a window onto memory that somebody else owns. Views are made by [Of],
// [New], [At] and by other views, and must not be copied. All methods may be called from
// several goroutines. The callers must agree on reads and writes of the memory at the
// same time.
type View struct {
	lease *Lease
	base  unsafe.Pointer // item 0 of every dimension, or the first pointer to it; within the lease's memory
	items *items
	ndim  uint8
	flags uint8
	gone  uint32 // 1 after Release; atomic
	few   [few]dim
	more  []dim // all dimensions, if they are more than few
}

// Of returns a one-dimensional view of s, on a lease of its own. The slice may
// be written through the view.
func Of[T Scalar](s []T) *View {
	k := itemsOf[T]()
	// Owner: s, which the view's base and the lease's region keep alive; the
	// region has len(s) items and any alignment will do for bytes.
	region := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*k.size)
	o := &own{region: [1][]byte{region}}
	o.lease.memory = o.region[:]
	o.lease.state.Store(1)
	o.lease.ends = lastView // nobody else has it yet
	v := &o.view
	v.lease, v.base, v.items, v.ndim = &o.lease, unsafe.Pointer(unsafe.SliceData(s)), k, 1
	v.few[0] = dim{len(s), k.size, -1}
	if len(s) == 0 {
		v.flags = empty
	}
	v.settle()
	return v
}

// own is a view with its lease, and the lease with its region, in one allocation.
type own struct {
	view   View
	lease  Lease
	region [1][]byte
}

// settle sets ready. It must follow whatever places v or changes its dimensions.
func (v *View) settle() {
	v.flags &^= ready
	k := v.items
	if k.sample != nil && v.flags&empty == 0 && v.contiguous(false) && uintptr(v.base)&(k.align-1) == 0 {
		v.flags |= ready
	}
}

// dims returns the dimensions of v, to be read, or written before v is handed out.
func (v *View) dims() []dim {
	if v.more != nil {
		return v.more
	}
	return v.few[:v.ndim]
}

// room gives v, whose ndim is set, a place for its dimensions.
func (v *View) room() {
	v.more = nil
	if v.ndim > few {
		v.more = make([]dim, v.ndim)
	}
}

// derive makes w, of zero value, a view like v that counts on the lease. It
// fails if v was released. w may be on the caller's stack.
func (v *View) derive(w *View) bool {
	if !v.hold() {
		return false
	}
	w.lease, w.base, w.items = v.lease, v.base, v.items
	w.ndim, w.flags, w.few = v.ndim, v.flags, v.few
	if v.more != nil {
		w.more = append([]dim(nil), v.more...)
	}
	return true
}

// hold counts on the lease for the length of an operation: the memory cannot go
// while it runs, even if v is released meanwhile. After true, letGo must follow.
func (v *View) hold() bool {
	if v.lease.state.Add(1) < closed && atomic.LoadUint32(&v.gone) == 0 {
		return true
	}
	v.letGo()
	return false
}

// letGo ends hold. If v was released meanwhile the owner's release may run here;
// its error is kept in the lease.
func (v *View) letGo() { _ = v.lease.drop() }

// Release ends the view. Slices of it stay valid: each view counts on the lease
// by itself. The error is the one of the owner's release, if this was the last
// view. It may be called again, and does nothing then.
func (v *View) Release() error {
	if !atomic.CompareAndSwapUint32(&v.gone, 0, 1) {
		return nil
	}
	return v.lease.drop()
}

// Layout returns what the view says of its memory. All slices are copies;
// strides are always given, suboffsets only where there are any.
func (v *View) Layout() Layout {
	return Layout{
		Format: v.Format(), ItemSize: v.ItemSize(), ReadOnly: v.IsReadOnly(),
		Shape: v.Shape(), Strides: v.Strides(), Suboffsets: v.Suboffsets(),
	}
}

// Format returns the format of an item; "B" if the exporter gave none.
func (v *View) Format() string { return v.items.text }

// ItemSize returns the bytes of an item.
func (v *View) ItemSize() int { return v.items.size }

// NDim returns the number of dimensions, 0 for a single item.
func (v *View) NDim() int { return int(v.ndim) }

// IsReadOnly says whether Set is refused. Who writes through As or With to a
// read-only view breaks the owner's word.
func (v *View) IsReadOnly() bool { return v.flags&readOnly != 0 }

// Len returns the bytes of all items: the size of a copy.
func (v *View) Len() int { return v.items.size * v.count() }

// count returns the number of items.
func (v *View) count() int {
	n := 1
	for _, d := range v.dims() {
		n *= d.n
	}
	return n
}

// Dim returns the number of items in dimension i, the bytes from one to the next, and
// what is added to the pointer found there: negative if there is none.
func (v *View) Dim(i int) (n, stride, suboffset int) {
	d := v.dims()[i]
	return d.n, d.stride, d.sub
}

// Shape returns the number of items in each dimension, nil for a single item.
func (v *View) Shape() []int { return column(v.dims(), func(d dim) int { return d.n }) }

// Strides returns the bytes from one item to the next in each dimension.
func (v *View) Strides() []int { return column(v.dims(), func(d dim) int { return d.stride }) }

// Suboffsets returns the number added to the pointer in each dimension, negative in
// dimensions without pointers. It returns nil if there is no pointer at all.
func (v *View) Suboffsets() []int {
	if !indirect(v.dims()) {
		return nil
	}
	return column(v.dims(), func(d dim) int { return d.sub })
}

// String describes the view as errors do.
func (v *View) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "view %q shape %v strides %v", v.Format(), v.Shape(), v.Strides())
	if sub := v.Suboffsets(); sub != nil {
		fmt.Fprintf(&s, " suboffsets %v", sub)
	}
	if v.IsReadOnly() {
		s.WriteString(" read-only")
	}
	return s.String()
}

// column returns one number of each dimension.
func column(dims []dim, of func(dim) int) []int {
	if len(dims) == 0 {
		return nil
	}
	c := make([]int, len(dims))
	for i, d := range dims {
		c[i] = of(d)
	}
	return c
}

// indirect says whether any dimension holds pointers.
func indirect(dims []dim) bool {
	for _, d := range dims {
		if d.sub >= 0 {
			return true
		}
	}
	return false
}

// Clone returns another view of the same memory, which is released by itself. The
// memory is not copied.
func (v *View) Clone() (*View, error) {
	return v.CloneTo(new(View)) // as in Slice: it may stay on the caller's stack
}

// CloneTo makes w, of zero value, the clone, and returns it: for functions that make
// views without an allocation of their own.
func (v *View) CloneTo(w *View) (*View, error) {
	if !v.derive(w) {
		return nil, v.released("clone")
	}
	return w, nil
}

// ToReadOnly returns a view of the same memory that refuses Set.
func (v *View) ToReadOnly() (*View, error) {
	w := new(View)
	if !v.derive(w) {
		return nil, v.released("read-only view")
	}
	w.flags |= readOnly
	return w, nil
}

// open says whether v is not released. It may be so no longer when open
// returns: what touches the memory uses hold.
func (v *View) open() bool { return atomic.LoadUint32(&v.gone) == 0 }
