package buffer

import (
	"math"
	"unsafe"
)

// Omitted stands for an end of a [Range] that is not given.
const Omitted = math.MinInt

// Range is what Python writes as start:stop:step. Negative numbers count from
// the end, and what lies outside is clamped. A step of 0 is 1, the default.
// Omitted ends are those of the dimension, in the direction of the step, so
// {Omitted, Omitted, -1} reverses.
type Range struct{ Start, Stop, Step int }

// From is start: as Python writes it, all from start on.
func From(start int) Range { return Range{start, Omitted, 1} }

// Until is :stop as Python writes it, all before stop.
func Until(stop int) Range { return Range{Omitted, stop, 1} }

// Every is ::step as Python writes it; a negative step reverses.
func Every(step int) Range { return Range{Omitted, Omitted, step} }

// in returns the first index of the range in a dimension of n items, how many
// it has, and the step.
func (r Range) in(n int) (start, count, step int) {
	step = r.Step
	if step == 0 || step == Omitted {
		step = 1
	}
	low, high := 0, n // what an end is clamped to
	if step < 0 {
		low, high = -1, n-1
	}
	first, stop := low, high
	if step < 0 {
		first, stop = high, low
	}
	start = clamp(r.Start, first, n, low, high)
	stop = clamp(r.Stop, stop, n, low, high)
	switch {
	case step > 0 && start < stop:
		count = stop - start
		if step > 1 { // a division costs as much as all the rest
			count = (count-1)/step + 1
		}
	case step < 0 && start > stop:
		count = (start-stop-1)/-step + 1
	}
	return start, count, step
}

// clamp returns the index that an end of a range means.
func clamp(end, omitted, n, low, high int) int {
	if end == Omitted {
		return omitted
	}
	if end < 0 {
		end += n
	}
	return min(max(end, low), high)
}

// Slice returns a view of a part of dimension dim, by Python's rules, without
// copying. It counts on the lease by itself and must be released by itself.
//
// Where an outer dimension holds pointers, the start of the slice is added to
// its suboffset, because the items lie behind the pointers.
func (v *View) Slice(dim int, r Range) (*View, error) {
	// The view is made here and filled there so that this is inlined, and the view
	// may stay on the caller's stack.
	return v.slice(new(View), dim, r)
}

// slice makes w, of zero value, the slice, and returns it.
func (v *View) slice(w *View, dim int, r Range) (*View, error) {
	if uint(dim) >= uint(v.ndim) {
		return nil, v.fail("slice", ErrRange, "there is no dimension %d, it has %d", dim, v.ndim)
	}
	if !v.derive(w) {
		return nil, v.released("slice")
	}
	d := &w.dims()[dim]
	start, count, step := r.in(d.n)
	shift := start * d.stride
	d.n = count
	d.stride *= step // may wrap for less than two items, of which it moves none
	if count == 0 {
		w.flags |= empty
	}
	if w.flags&empty != 0 || shift == 0 {
		w.settle()
		return w, nil
	}
	for k := dim - 1; k >= 0; k-- {
		outer := &w.dims()[k]
		if outer.sub < 0 {
			continue
		}
		// The sum is of an item that exists, so it does not overflow.
		if outer.sub+shift < 0 {
			_ = w.Release()
			return nil, v.fail("slice", ErrSuboffset, "suboffset %d of dimension %d would become %d, which says that there is no pointer", outer.sub, k, outer.sub+shift)
		}
		outer.sub += shift
		w.settle()
		return w, nil
	}
	// Item start of the dimension exists, so its address lies in the memory.
	w.base = unsafe.Add(w.base, shift)
	w.settle()
	return w, nil
}
