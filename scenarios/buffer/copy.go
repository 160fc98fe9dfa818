package buffer

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

var copied atomic.Int64

// Copied returns how many bytes this package has copied in this process.
func Copied() int64 { return copied.Load() }

// CopyTo copies the view's items into dst, side by side in order o, and returns
// their bytes, which are [View.Len]. dst may be longer and must not overlap the
// view's memory.
func (v *View) CopyTo(dst []byte, o Order) (int, error) {
	if !v.hold() {
		return 0, v.released("copy")
	}
	defer v.letGo() // the memory may be a mapping that faults, and the fault recovered
	return v.copyTo(dst, o)
}

// AppendCopy copies the view's items behind those of dst, which may be nil, and
// returns the longer slice. If it fails, dst is returned as it was.
func (v *View) AppendCopy(dst []byte, o Order) ([]byte, error) {
	n := v.Len()
	long := slices.Grow(dst, n)[:len(dst)+n]
	if _, err := v.CopyTo(long[len(dst):], o); err != nil {
		return dst, err
	}
	return long, nil
}

func (v *View) copyTo(dst []byte, o Order) (int, error) {
	first := o == OrderF || o == OrderA && v.contiguous(true) && !v.contiguous(false)
	switch size := v.Len(); {
	case o != OrderC && o != OrderF && o != OrderA:
		return 0, v.fail("copy", ErrContiguity, "there is no order %q, want 'C', 'F' or 'A'", byte(o))
	case len(dst) < size:
		return 0, v.fail("copy", ErrSize, "it has %d bytes, the destination %d", size, len(dst))
	case size == 0:
		return 0, nil
	}
	var room [inner]pair
	p := v.plan(first, &room)
	if !indirect(v.dims()) {
		neighbour(p.dims)
	}
	// All that is written lies in dst[:v.Len()]: the copy's strides are dense
	// in it.
	if !p.copy(v, 0, unsafe.Pointer(unsafe.SliceData(dst)), v.base) {
		return 0, v.astray("copy")
	}
	n := v.Len()
	copied.Add(int64(n))
	return n, nil
}

// neighbour moves a dimension next to the innermost: the one whose items lie closest
// together in the view. Both can then be walked in tiles, and bytes stay in cache
// though a copy writes them in one order and reads them in another.
func neighbour(dims []pair) {
	last := len(dims) - 1
	if last < 1 {
		return
	}
	best := last
	for i := range dims {
		if abs(dims[i].src) < abs(dims[best].src) {
			best = i
		}
	}
	if best < last {
		d := dims[best]
		copy(dims[best:], dims[best+1:last])
		dims[last-1] = d
	}
}

// copy copies the dimensions from k on, in which src and dst are index 0. It
// stops where a pointer leads astray.
func (p *plan) copy(v *View, k int, dst, src unsafe.Pointer) bool {
	left := len(p.dims) - k
	if left == 0 {
		// Runs of the view and of its copy, which do not overlap.
		copy(unsafe.Slice((*byte)(dst), p.run), unsafe.Slice((*byte)(src), p.run))
		return true
	}
	d := &p.dims[k]
	if left == 1 && d.sub < 0 {
		move(dst, src, d.n, d.dst, d.src, p.run)
		return true
	}
	if left == 2 && d.sub < 0 && p.dims[k+1].sub < 0 {
		moveTiles(dst, src, d, &p.dims[k+1], p.run)
		return true
	}
	for i := range d.n {
		next, ok := d.step(v, src, i)
		if !ok || !p.copy(v, k+1, unsafe.Add(dst, i*d.dst), next) {
			return false
		}
	}
	return true
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
