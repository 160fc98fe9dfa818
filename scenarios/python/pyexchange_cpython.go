//go:build cpython && cgo

package python

/*
#include <stdlib.h>
#include "py_exchange.h"
*/
import "C"

import (
	"runtime"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

func exchangeCopy(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(copyGoBytes), giveBytes)
}

func exchangeBulk(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(copyMade), giveByteArray)
}

func exchangeTwice(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(copyTwice), giveTwice)
}

func exchangeReuse(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(copyReuse), giveReuse)
}

func exchangeView(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.open(b, toGo(viewBuffer), givePinned)
}

// copyGoBytes is C.GoBytes of the buffer.
func copyGoBytes(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.copying(b, aBuffer, goBytes, bench.Cost{Copied: b.Case.Size, Allocs: 1})
}

// copyMade is make and copy.
func copyMade(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.copying(b, aBuffer, func(p []byte) []byte {
		fresh := make([]byte, len(p))
		copy(fresh, p)
		return fresh
	}, bench.Cost{Copied: b.Case.Size, Allocs: 1})
}

// address is where C finds p.
func address(p []byte) unsafe.Pointer {
	// Unsafe: p is alive until the call returns, during which C reads its bytes
	// and nobody writes; bytes need no alignment.
	return unsafe.Pointer(unsafe.SliceData(p))
}

// giveBytes is a bytes object with a copy.
func giveBytes(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.reading(b, taking{"make a bytes object of go memory", func(l *C.bb_lease) C.int {
		return C.bb_exchange_bytes(l, address(src.data), C.Py_ssize_t(len(src.data)))
	}}, inPython(b.Case.Size))
}

// giveByteArray is a bytearray with a copy.
func giveByteArray(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.reading(b, taking{"make a bytearray of go memory", func(l *C.bb_lease) C.int {
		return C.bb_exchange_bytearray(l, address(src.data), C.Py_ssize_t(len(src.data)))
	}}, inPython(b.Case.Size))
}

// giveTwice copies as bindings do without pointers of Go's in C: into C memory first,
// and from there into a bytes object.
func giveTwice(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.reading(b, taking{"make a bytes object of c memory", func(l *C.bb_lease) C.int {
		size := len(src.data)
		// Note: C.CBytes is the same, but in builds with -asan it allocates on
		// Go's heap too.
		room := C.malloc(C.size_t(size)) // ends the process rather than return nil
		defer C.free(room)
		// Unsafe: size bytes at room are this operation's until it frees them; bytes
		// need no alignment; nobody else writes.
		copy(unsafe.Slice((*byte)(room), size), src.data)
		return C.bb_exchange_bytes(l, room, C.Py_ssize_t(size))
	}}, bench.Cost{Copied: 2 * b.Case.Size, InC: b.Case.Size})
}

// giveReuse copies to the buffer of a bytearray that is kept.
func giveReuse(b *bench.Block, src *exchange) (bench.Op, error) {
	return src.reading(b, taking{aBuffer.doing, func(l *C.bb_lease) C.int {
		if C.bb_lease_get(l) != 0 {
			return -1
		}
		copy(held(l), src.data)
		return 0
	}}, bench.Cost{Copied: b.Case.Size})
}

// givePinned is a memoryview of Go's own bytes, which are pinned as long as
// Python has it.
func givePinned(b *bench.Block, src *exchange) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	pinner := new(runtime.Pinner)
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				at := address(src.data)
				pinner.Pin(at)
				if C.bb_exchange_memory(l, at, C.Py_ssize_t(len(src.data))) != 0 {
					pinner.Unpin()
					src.fail("make a memoryview of Go memory")
				}
				sum += consume(held(l), passes)
				C.bb_lease_let(l)
				pinner.Unpin()
			}
			return sum
		},
	}, err
}

// lendPinned makes a memoryview of Go's bytes, n times, and lets go of it.
func lendPinned(l *C.bb_lease, data []byte, n int) bool {
	pinner := new(runtime.Pinner)
	for range n {
		at := address(data)
		pinner.Pin(at)
		failed := C.bb_exchange_memory(l, at, C.Py_ssize_t(len(data))) != 0
		C.bb_lease_let(l)
		pinner.Unpin()
		if failed {
			return false
		}
	}
	return true
}
