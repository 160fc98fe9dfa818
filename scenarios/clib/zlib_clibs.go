//go:build clibs && cgo

package clib

/*
#cgo pkg-config: zlib
#cgo noescape crc32_z
#cgo nocallback crc32_z
#cgo noescape bb_deflate
#cgo nocallback bb_deflate
#include <zlib.h>
#include "c_deflate.h"
*/
import "C"

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// crc32 is zlib's CRC-32 of p. Unlike zlib's function of that name it takes a length of
// any size.
func crc32(p []byte) uint64 {
	// Unsafe: p keeps its bytes alive until zlib returns, which reads len(p) of
	// them, of any alignment, and keeps no pointer.
	return uint64(C.crc32_z(0, (*C.uchar)(unsafe.Pointer(unsafe.SliceData(p))), C.size_t(len(p))))
}

// deflater is a stream and room for its output that are kept from call to call,
// as bindings keep them: making one costs a quarter of a megabyte of C memory.
type deflater struct{ stream *C.bb_deflater }

// openDeflater returns a deflater of the fastest level for Case.Size bytes,
// freed when the block is closed.
func openDeflater(b *bench.Block) (deflater, error) {
	// zlib can count twice as far, but its bound on the output must fit too.
	if b.Case.Size > math.MaxInt32 {
		return deflater{}, fmt.Errorf("deflate %s: zlib counts in 32 bits (stay below 2GiB)", b.Case.Size)
	}
	stream := C.bb_deflate_new(C.size_t(b.Case.Size))
	if stream == nil {
		return deflater{}, fmt.Errorf("make a stream that deflates %s: no memory", b.Case.Size)
	}
	b.Defer(func() { C.bb_deflate_free(stream) })
	return deflater{stream}, nil
}

// compress returns p in zlib's format. The result is the deflater's, valid
// until the next call.
func (d deflater) compress(p []byte) []byte {
	// Unsafe: p keeps its bytes alive until C returns, which reads len(p) of
	// them, of any alignment, and has taken the pointer out of its stream.
	n := C.bb_deflate(d.stream, (*C.uchar)(unsafe.Pointer(unsafe.SliceData(p))), C.size_t(len(p)))
	if n == 0 {
		panic(fmt.Sprintf("deflate %d bytes: zlib could not", len(p)))
	}
	// Unsafe: the stream owns its output, of n bytes now, until it is freed.
	return unsafe.Slice((*byte)(d.stream.out), int(n))
}

// checksum compresses p and returns the Adler-32 of p, with which zlib's format
// ends, and how long the result is.
func (d deflater) checksum(p []byte) uint64 {
	out := d.compress(p)
	return uint64(binary.BigEndian.Uint32(out[len(out)-4:]))<<32 + uint64(len(out))
}
