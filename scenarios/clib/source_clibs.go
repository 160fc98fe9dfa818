//go:build clibs && cgo

package clib

// #include "c_room.h"
import "C"

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// source is Case.Size bytes in the memory that the case names, owned by the
// block.
type source struct {
	data []byte              // where they are for as long as the block is open; nil if they must be borrowed
	loan loan                // by which they are borrowed otherwise
	hold func(sample func()) // the Op's Hold; may be nil
}

// loan is how the bytes of an object are borrowed for part of an operation.
type loan struct {
	take     func() []byte // valid until giveBack
	giveBack func()
}

// take returns the bytes, to be read until giveBack.
func (s *source) take() []byte {
	if s.data != nil {
		return s.data
	}
	return s.loan.take()
}

func (s *source) giveBack() {
	if s.data == nil {
		s.loan.giveBack()
	}
}

// openSource makes the bytes of the case in the memory that it names.
func openSource(b *bench.Block) (*source, error) {
	switch kind := b.Case.Get(memory); kind {
	case "go":
		p := b.Bytes(b.Case.Size)
		fill(b, p)
		own(b, p, func(i int, x byte) error { p[i] ^= x; return nil })
		return &source{data: p}, nil
	case "c":
		p, err := room(b)
		if err != nil {
			return nil, err
		}
		fill(b, p)
		own(b, p, func(i int, x byte) error { return poke(p, i, x) })
		return &source{data: p}, nil
	case "python":
		if b.Case.Get(bench.Align) != "" {
			return nil, b.Skip("Python places its objects itself, so they cannot begin where axis align wants them", "")
		}
		return borrowed(b)
	default:
		return nil, fmt.Errorf("make a source in the unknown memory %q", kind)
	}
}

const cacheLine = 64

// room returns Case.Size bytes of C memory, not touched, that begin at a
// [bench.Block.Offset] and are freed when the block is closed.
func room(b *bench.Block) ([]byte, error) {
	size, offset := b.Case.Size, b.Offset()
	if size > math.MaxInt-bench.Bytes(offset)-cacheLine {
		return nil, fmt.Errorf("allocate %s of C memory: more than this machine can address", size)
	}
	at := C.bb_room(C.size_t(int(size) + offset + cacheLine - 1))
	if at == nil {
		return nil, fmt.Errorf("allocate %s of C memory: malloc returned NULL", size)
	}
	b.Defer(func() { C.bb_room_free(at) })
	offset += int(-uintptr(at) % cacheLine)
	// Unsafe: the block owns size bytes from offset on until it is closed, when
	// no operation runs any more; C moves nothing; bytes need no alignment.
	return unsafe.Slice((*byte)(unsafe.Add(at, offset)), int(size)), nil
}

// poke changes byte i of p, which is C's memory, as its owner does: in C.
func poke(p []byte, i int, x byte) error {
	if i < 0 || i >= len(p) {
		return fmt.Errorf("poke byte %d of %d of C memory: out of range", i, len(p))
	}
	// Unsafe: p is alive as long as its block, i lies within it, and C keeps no
	// pointer.
	C.bb_room_poke((*C.uchar)(unsafe.Pointer(unsafe.SliceData(p))), C.size_t(i), C.uchar(x))
	return nil
}
