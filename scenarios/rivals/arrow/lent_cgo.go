//go:build cgo

package arrow

// #include <stdlib.h>
// #include "c_lend.h"
import "C"

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// lent is memory of C's with its producer. The block owns all of it.
type lent struct {
	data   unsafe.Pointer
	size   bench.Bytes
	loan   *C.struct_bb_loan
	array  *C.struct_ArrowArray // the struct that the producer fills, operation by operation
	schema *C.struct_ArrowSchema
}

func ready() error { return nil }

// page and cacheLine are the room around the data: it begins where [bench.Block.Offset] says.
const page, cacheLine = 4096, 64

// lend makes the data in C memory, and the structs, which are freed when the block is
// closed.
func lend(b *bench.Block) (*lent, error) {
	size := b.Case.Size
	if size > math.MaxInt-2*page {
		return nil, fmt.Errorf("allocate %s of C memory: more than this machine can address", size)
	}
	area := C.bb_room(C.size_t(size + page + cacheLine))
	if area == nil {
		return nil, fmt.Errorf("allocate %s of C memory: malloc returned NULL", size)
	}
	b.Defer(func() { C.free(area) })
	padding := -uintptr(area)%cacheLine + uintptr(b.Offset())
	l := &lent{
		// Unsafe: padding is under page+cacheLine, so size bytes from there on lie within area.
		data: unsafe.Add(area, padding), size: size,
		loan:   (*C.struct_bb_loan)(C.calloc(1, C.sizeof_struct_bb_loan)),
		array:  (*C.struct_ArrowArray)(C.calloc(1, C.sizeof_struct_ArrowArray)),
		schema: (*C.struct_ArrowSchema)(C.calloc(1, C.sizeof_struct_ArrowSchema)),
	}
	for _, p := range []unsafe.Pointer{unsafe.Pointer(l.loan), unsafe.Pointer(l.array), unsafe.Pointer(l.schema)} {
		b.Defer(func() { C.free(p) })
	}
	b.Fill(l.slice())
	b.Own(bench.Owner{Memory: l.slice(), Poke: l.poke})
	return l, nil
}

// slice is C's memory as a Go slice.
func (l *lent) slice() []byte {
	// Unsafe: the block owns size bytes at data until it is closed; bytes need no
	// alignment; only the block's Fill and poke write them.
	return unsafe.Slice((*byte)(l.data), int(l.size))
}

// poke changes byte i as the producer does.
func (l *lent) poke(i int, x byte) error {
	if i < 0 || bench.Bytes(i) >= l.size {
		return fmt.Errorf("poke byte %d of %s that C lends: out of range", i, l.size)
	}
	C.bb_poke((*C.uchar)(l.data), C.int64_t(i), C.uchar(x))
	return nil
}

// lend has the producer fill the struct. Whoever imports it owes one release.
func (l *lent) lend() { C.bb_lend(l.loan, l.array, l.data, C.int64_t(l.size)) }

// settled panics if something that was lent did not come back, or came back twice.
func (l *lent) settled() {
	if l.loan.returned != l.loan.lent || l.loan.twice != 0 {
		panic(fmt.Sprintf("arrays lent: %d, released once: %d, released again: %d", l.loan.lent, l.loan.returned, l.loan.twice))
	}
}

// part is the first bytes. All of the memory stays, as long as the array is not released.
func part(_ *bench.Block, l *lent) any {
	n := int(min(l.size, bench.PartSize))
	return l.slice()[:n:n]
}
