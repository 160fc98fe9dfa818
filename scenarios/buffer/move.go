package buffer

import "unsafe"

// The functions of this file copy pieces of size bytes between memory that the
// caller has shown to hold them: piece i lies i strides from the address given.
// Addresses are made of offsets, never by adding to the one before: one that is
// past the end of its object must not exist, not even unused.

// tile returns how many items, stride bytes apart, are copied together: their
// cache lines must stay while the next ones are. 32 do, unless they lie at few
// places of a page, at each of which most first caches have room for eight.
func tile(stride int) int {
	const page, ways = 4096, 8
	if power := stride & -stride; power > page/ways { // the greatest that divides it
		return max(ways, ways*(page/power))
	}
	return 32
}

// moveTiles copies two dimensions, a outside of b. Where a's items lie closer
// together in the view than b's, it goes in tiles.
func moveTiles(dst, src unsafe.Pointer, a, b *pair, size int) {
	if abs(a.src) >= abs(b.src) || size > 64 {
		for i := range a.n {
			move(unsafe.Add(dst, i*a.dst), unsafe.Add(src, i*a.src), b.n, b.dst, b.src, size)
		}
		return
	}
	width := tile(b.src)
	for j := 0; j < b.n; j += width {
		n := min(width, b.n-j)
		to, from := unsafe.Add(dst, j*b.dst), unsafe.Add(src, j*b.src)
		for i := range a.n {
			move(unsafe.Add(to, i*a.dst), unsafe.Add(from, i*a.src), n, b.dst, b.src, size)
		}
	}
}

// move copies n pieces.
func move(dst, src unsafe.Pointer, n, dstStride, srcStride, size int) {
	switch size {
	case 1:
		moveAs[[1]byte](dst, src, n, dstStride, srcStride)
	case 2:
		moveAs[[2]byte](dst, src, n, dstStride, srcStride)
	case 4:
		moveAs[[4]byte](dst, src, n, dstStride, srcStride)
	case 8:
		moveAs[[8]byte](dst, src, n, dstStride, srcStride)
	case 16:
		moveAs[[16]byte](dst, src, n, dstStride, srcStride)
	default:
		for i := range n {
			copy(unsafe.Slice((*byte)(unsafe.Add(dst, i*dstStride)), size), unsafe.Slice((*byte)(unsafe.Add(src, i*srcStride)), size))
		}
	}
}

// moveAs copies n pieces of the size of P, which is made of bytes and so may lie
// anywhere.
func moveAs[P [1]byte | [2]byte | [4]byte | [8]byte | [16]byte](dst, src unsafe.Pointer, n, d, s int) {
	i, to, from := 0, 0, 0
	for ; i+4 <= n; i += 4 {
		*(*P)(unsafe.Add(dst, to)) = *(*P)(unsafe.Add(src, from))
		*(*P)(unsafe.Add(dst, to+d)) = *(*P)(unsafe.Add(src, from+s))
		*(*P)(unsafe.Add(dst, to+2*d)) = *(*P)(unsafe.Add(src, from+2*s))
		*(*P)(unsafe.Add(dst, to+3*d)) = *(*P)(unsafe.Add(src, from+3*s))
		to += 4 * d
		from += 4 * s
	}
	for ; i < n; i++ {
		*(*P)(unsafe.Add(dst, to)) = *(*P)(unsafe.Add(src, from))
		to += d
		from += s
	}
}
