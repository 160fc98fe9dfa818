package buffer

import (
	"runtime"
	"unsafe"
)

// Pin pins the Go memory of v with p, so that C may keep its address. It returns the
// address of item 0 of every dimension, or of the first pointer to it; nil if there are
// no items. The caller keeps v open, and p pinned, as long as C uses it. Memory that is
// not Go's is left alone.
func (v *View) Pin(p *runtime.Pinner) unsafe.Pointer {
	if v.flags&empty != 0 {
		return nil
	}
	// Each region lies in one Go object, which is pinned as a whole. Item 0 lies in the
	// first one; of a view by At the lease names none.
	for _, region := range v.lease.memory {
		if len(region) > 0 {
			p.Pin(unsafe.SliceData(region))
		}
	}
	if v.flags&trusted != 0 {
		p.Pin(v.base)
	}
	return v.base
}
