//go:build cgo

package cmem

// #include "c_elements.h"
import "C"

import "encoding/binary"

// cAccess calls a library in C.
type cAccess struct {
	at  *C.uchar // the numbers, which the block owns until it is closed
	n   int      // their number
	sum *C.uint64_t
}

// accessOf is the library over memory of C's.
func accessOf(m memory) access {
	return cAccess{(*C.uchar)(m.at), int(m.size / 8), new(C.uint64_t)}
}

func (a cAccess) get(passes int) (sum uint64) {
	for range passes {
		for i := range a.n {
			// Unsafe on C's side: i is within the numbers; C keeps no pointer.
			sum += uint64(C.bb_element_at(a.at, C.size_t(i)))
		}
	}
	return sum
}

func (a cAccess) each(passes int) uint64 {
	*a.sum = 0
	for range passes {
		// Unsafe on C's side: C hands the sum back to Go and keeps no pointer.
		C.bb_each_element(a.at, C.size_t(8*a.n), a.sum)
	}
	return uint64(*a.sum)
}

func (a cAccess) fill(to []byte) {
	for i := range a.n {
		binary.LittleEndian.PutUint64(to[8*i:], uint64(C.bb_element_at(a.at, C.size_t(i))))
	}
}

// bbAddElement is what C calls with each number.
//
//export bbAddElement
func bbAddElement(sum *C.uint64_t, x C.uint64_t) { *sum += x }
