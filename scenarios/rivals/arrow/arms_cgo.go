//go:build cgo

package arrow

// #include "c_lend.h"
import "C"

import (
	"bytes"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/cdata"
	"github.com/bufbench/bufbench/bench"
)

// must panics: an operation has no error to return, and these arrays are valid.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// imported takes the array over, of a type that is known. The struct is the importer's
// from then on.
func (l *lent) imported() *array.Uint8 {
	all, err := cdata.ImportCArrayWithType(cdata.ArrayFromPtr(uintptr(unsafe.Pointer(l.array))), arrow.PrimitiveTypes.Uint8)
	must(err)
	return all.(*array.Uint8)
}

// each is an op of one use of the array. An operation lends it, uses it and expects it back.
// The allocations of arrow-go are its own affair.
func (l *lent) each(copied bench.Bytes, use func() uint64) bench.Op {
	return bench.Op{Cost: bench.Cost{Copied: copied, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			l.lend()
			sum += use()
		}
		l.settled()
		return sum
	}}
}

func copyFresh(b *bench.Block, l *lent) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return l.each(l.size, func() uint64 {
		all := l.imported()
		kept := bytes.Clone(all.Uint8Values())
		all.Release()
		return consume(kept, passes)
	}), nil
}

func copyReuse(b *bench.Block, l *lent) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return l.each(l.size, func() uint64 {
		all := l.imported()
		copy(kept, all.Uint8Values())
		all.Release()
		return consume(kept, passes)
	}), nil
}

func view(b *bench.Block, l *lent) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return l.each(0, func() uint64 {
		all := l.imported()
		sum := consume(all.Uint8Values(), passes)
		all.Release()
		return sum
	}), nil
}

// viewSchema reads the type with each array, as a consumer does that knows nothing.
func viewSchema(b *bench.Block, l *lent) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return l.each(0, func() uint64 {
		C.bb_lend_schema(l.schema)
		_, all, err := cdata.ImportCArray(
			cdata.ArrayFromPtr(uintptr(unsafe.Pointer(l.array))), cdata.SchemaFromPtr(uintptr(unsafe.Pointer(l.schema))))
		must(err)
		sum := consume(all.(*array.Uint8).Uint8Values(), passes)
		all.Release()
		return sum
	}), nil
}

// release gives an array back by the callback in its struct.
func release(array *C.struct_ArrowArray) { C.bb_release(array) }

// viewStruct is the least that the interface asks of a consumer.
func viewStruct(b *bench.Block, l *lent) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return l.each(0, func() uint64 {
		// Unsafe: the producer lends length bytes at the second buffer until the release
		// below; bytes need no alignment; nobody writes.
		values := unsafe.Slice((*byte)(unsafe.Pointer(C.bb_values(l.array))), int(l.array.length))
		sum := consume(values, passes)
		release(l.array)
		return sum
	}), nil
}
