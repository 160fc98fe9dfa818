package buffer

import (
	"slices"
	"unsafe"
)

// plan is a walk over a view with as few steps as its layout allows: dimensions that
// continue each other are one, and bytes side by side are a run.
//
// It does not hold the view itself. Memory found through the view goes to callers, and
// the compiler would take the room of dims to escape with it.
type plan struct {
	dims []pair // outermost first
	run  int    // bytes that lie side by side in the view and in the copy
}

// pair is a dimension of a view and of its copy, which is dense.
type pair struct {
	n        int
	src, dst int // bytes from item to item
	sub      int // of the view; negative if there is no pointer
	lo, hi   int // the extent of the memory behind the pointers
}

// inner is how many dimensions a plan has room for without an allocation.
const inner = 4

// plan makes the plan of a view with bytes for a copy in order first: the first
// index moves fastest, or the last. room is for its dimensions.
func (v *View) plan(first bool, room *[inner]pair) plan {
	p := plan{room[:0], v.items.size}
	dims := v.dims()
	dst, n := v.items.size, len(dims)
	for i := range dims {
		k := n - 1 - i
		if first {
			k = i
		}
		d := pair{n: dims[k].n, src: dims[k].stride, dst: dst, sub: dims[k].sub}
		if d.sub >= 0 {
			d.lo, d.hi, _ = reach(dims[k+1:], v.items.size)
		}
		dst *= d.n
		if d.n > 1 || d.sub >= 0 {
			p.dims = append(p.dims, d)
		}
	}
	// The dimensions were taken from the dense end of the copy. Without
	// pointers they may be walked in any order, so the copy's decides; pointers
	// must be followed as they stand in the view.
	if !first || !indirect(dims) {
		slices.Reverse(p.dims)
	}
	return merge(p.dims, p.run)
}

// merge joins dimensions that continue each other, in their own place, and makes a run
// of bytes side by side.
func merge(dims []pair, run int) plan {
	merged := dims[:0]
	for _, d := range dims {
		if n := len(merged) - 1; n >= 0 {
			if o := merged[n]; o.sub < 0 && o.src == d.n*d.src && o.dst == d.n*d.dst {
				d.n *= o.n
				merged = merged[:n]
			}
		}
		merged = append(merged, d)
	}
	if n := len(merged) - 1; n >= 0 {
		if d := merged[n]; d.sub < 0 && d.src == run && d.dst == run {
			return plan{merged[:n], run * d.n}
		}
	}
	return plan{merged, run}
}

// step returns the address of index i in a dimension of the plan, given that of
// index 0, through the pointer if it holds pointers.
func (d *pair) step(v *View, at unsafe.Pointer, i int) (unsafe.Pointer, bool) {
	at = unsafe.Add(at, i*d.src) // an item of the view, which lies in the owner's memory
	if d.sub < 0 {
		return at, true
	}
	return v.follow(at, d.sub, d.lo, d.hi)
}
