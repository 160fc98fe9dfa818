//go:build cgo

package cmem

/*
#include <stdlib.h>

// bb_room is malloc under a name that cgo does not treat specially: C.malloc
// ends the process where malloc returns NULL.
static void *bb_room(size_t n) { return malloc(n); }

static void bb_poke(unsigned char *p, size_t i, unsigned char x) { p[i] ^= x; }
*/
import "C"

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// The room around the data: it begins where [bench.Block.Offset] says.
const (
	cacheLine = 64
	page      = 4096
)

func ready() error { return nil }

// allocate returns the block's data in memory of C's, freed when the block is
// closed.
func allocate(b *bench.Block) (memory, error) {
	m, err := room(b)
	if err != nil {
		return memory{}, err
	}
	b.Fill(m.slice())
	b.Own(bench.Owner{Memory: m.slice(), Poke: m.poke})
	return m, nil
}

// room returns as much C memory as the case has bytes, which is not touched,
// and freed when the block is closed.
func room(b *bench.Block) (memory, error) {
	size := b.Case.Size
	if size > math.MaxInt-2*page {
		return memory{}, fmt.Errorf("allocate %s of C memory: more than this machine can address", size)
	}
	area := C.bb_room(C.size_t(size + page + cacheLine))
	if area == nil {
		return memory{}, fmt.Errorf("allocate %s of C memory: malloc returned NULL", size)
	}
	b.Defer(func() { C.free(area) })

	toLine := -uintptr(area) % cacheLine
	padding := toLine + uintptr(b.Offset())
	// Unsafe: an offset is under page, so padding is under page+cacheLine, and
	// size bytes from there on lie within area, which the block owns until it is
	// closed.
	return memory{at: unsafe.Add(area, padding), size: size}, nil
}

// poke changes byte i as the owner does: in C.
func (m memory) poke(i int, x byte) error {
	if i < 0 || bench.Bytes(i) >= m.size {
		return fmt.Errorf("poke byte %d of %s of C memory: out of range", i, m.size)
	}
	// Unsafe: m.at belongs to C and is alive as long as the block; i is within
	// it; C keeps no pointer.
	C.bb_poke((*C.uchar)(m.at), C.size_t(i), C.uchar(x))
	return nil
}

// copyGoBytes is the idiom of every tutorial. Its length is a C int.
func copyGoBytes(b *bench.Block, m memory) (bench.Op, error) {
	if m.size > math.MaxInt32 {
		return bench.Op{}, fmt.Errorf("C.GoBytes takes its length as a C int and cannot copy %s: "+
			"stay below 2GiB, or use bytes.Clone of an unsafe.Slice, as copy-bulk does", m.size)
	}
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				// Unsafe: m.at is alive as long as the block; size fits a C int.
				sum += consume(C.GoBytes(m.at, C.int(m.size)), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}
