package buffer

import "unsafe"

// pointerSize is what a dimension with a suboffset holds for each item.
const pointerSize = int(unsafe.Sizeof(uintptr(0)))

// follow reads the pointer at at and adds sub. Of a view made by New it is
// followed only if all from lo to hi bytes around the result lies in one region
// of the lease; of one made by At unless it is null.
func (v *View) follow(at unsafe.Pointer, sub, lo, hi int) (unsafe.Pointer, bool) {
	if v.flags&trusted != 0 {
		// Byte by byte, because a packed table may hold pointers at any
		// address. The owner keeps what they lead to while it is leased.
		var p unsafe.Pointer
		*(*[pointerSize]byte)(unsafe.Pointer(&p)) = *(*[pointerSize]byte)(at)
		if p == nil {
			return nil, false
		}
		return unsafe.Add(p, sub), true
	}
	var address uintptr
	*(*[pointerSize]byte)(unsafe.Pointer(&address)) = *(*[pointerSize]byte)(at)
	for _, region := range v.lease.memory {
		// The pointer is made of the region's, never of the number: the number
		// is anything that somebody wrote there.
		start := unsafe.Pointer(unsafe.SliceData(region))
		off, ok := add(int(address-uintptr(start)), sub)
		first, okFirst := add(off, lo)
		end, okEnd := add(off, hi)
		if ok && okFirst && okEnd && first >= 0 && end <= len(region) {
			return unsafe.Add(start, off), true
		}
	}
	return nil, false
}

// step returns the address of index i in dimension k, given that of index 0,
// through the pointer if the dimension holds pointers.
func (v *View) step(k int, at unsafe.Pointer, i int) (unsafe.Pointer, bool) {
	if v.flags&empty != 0 {
		return at, true
	}
	d := v.dims()[k]
	// 0 <= i < d.n, and all of the segment lies in the owner's memory: New
	// showed it, or At was told so.
	at = unsafe.Add(at, i*d.stride)
	if d.sub < 0 {
		return at, true
	}
	lo, hi, _ := reach(v.dims()[k+1:], v.items.size)
	return v.follow(at, d.sub, lo, hi)
}

// astray returns the error of an operation that met a pointer it must not follow.
func (v *View) astray(op string) error {
	return v.fail(op, ErrSuboffset, "a pointer leads outside the memory that is leased")
}

// Err says why nothing can be read through v: it was released, or a pointer in it leads
// outside the owner's memory now. [View.Runs] and [Strided] stop for that reason and
// have no error to return.
func (v *View) Err() error {
	if !v.hold() {
		return v.released("read")
	}
	defer v.letGo()
	return v.checkPointers()
}

// checkPointers follows every pointer of a view made by New.
func (v *View) checkPointers() error {
	if v.flags&(trusted|empty) != 0 || !indirect(v.dims()) {
		return nil
	}
	// Tables of pointers that overlap each other in many dimensions could hold
	// more pointers than can be looked at; real ones lie side by side.
	left := 4096
	for _, region := range v.lease.memory {
		left += 64 * len(region)
	}
	if !v.pointers(0, v.base, &left) {
		if left < 0 {
			return v.fail("view", ErrSuboffset, "the tables of pointers overlap each other")
		}
		return v.astray("view")
	}
	return nil
}

// pointers follows the pointers of the dimensions from k on, in which at is
// index 0, until more than left were seen or one leads astray.
func (v *View) pointers(k int, at unsafe.Pointer, left *int) bool {
	dims := v.dims()
	if !indirect(dims[k:]) {
		return true
	}
	n := dims[k].n
	if dims[k].stride == 0 {
		n = 1 // all the same pointer
	}
	for i := range n {
		if *left--; *left < 0 {
			return false
		}
		p, ok := v.step(k, at, i)
		if !ok || !v.pointers(k+1, p, left) {
			return false
		}
	}
	return true
}
