package buffer

import (
	"iter"
	"unsafe"
)

// Runs goes over the view in C order by the longest pieces of memory in which
// its items lie side by side: one for a C-contiguous view, one for each row of a
// cut matrix, one for each item of every second one. All have the same length.
// Nothing is copied; the bytes must not be kept, nor written if the view is
// read-only. The lease is held meanwhile.
//
// There are no runs if the view has no bytes or [View.Err] refuses it.
func (v *View) Runs() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) { v.runs(yield) }
}

func (v *View) runs(yield func([]byte) bool) {
	if !v.hold() {
		return
	}
	defer v.letGo() // yield may panic
	if v.flags&empty != 0 || v.checkPointers() != nil {
		return
	}
	var room [inner]pair
	p := v.plan(false, &room)
	p.runs(v, 0, v.base, yield)
}

// runs yields those of the dimensions from k on, in which at is index 0.
func (p *plan) runs(v *View, k int, at unsafe.Pointer, yield func([]byte) bool) bool {
	if k == len(p.dims) {
		// Owner: the leased memory, of which these are whole items of the view.
		return yield(unsafe.Slice((*byte)(at), p.run))
	}
	d := &p.dims[k]
	if k == len(p.dims)-1 && d.sub < 0 {
		off, run := 0, p.run
		for range d.n {
			if !yield(unsafe.Slice((*byte)(unsafe.Add(at, off)), run)) { // as above
				return false
			}
			off += d.src
		}
		return true
	}
	for i := range d.n {
		if next, ok := d.step(v, at, i); !ok || !p.runs(v, k+1, next, yield) {
			return false
		}
	}
	return true
}
