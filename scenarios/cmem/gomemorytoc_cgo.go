//go:build cgo

package cmem

// #include <stdlib.h>
import "C"

import (
	"runtime"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// copyEach copies every buffer by itself, as tutorials do with C.CBytes, and
// frees each.
func copyEach(b *bench.Block, src buffers) (bench.Op, error) {
	consume, passes := consumer(b), b.Case.Passes
	list, err := newList(b, len(src))
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				for i, p := range src {
					list[i] = kernel.Piece{At: cBytes(p), Size: uintptr(len(p))}
				}
				sum += consume(list, passes)
				for _, p := range list {
					C.free(p.At)
				}
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// cBytes is C.CBytes, which under an address sanitizer allocates in Go as well.
// The caller frees the memory.
func cBytes(p []byte) unsafe.Pointer {
	at := C.malloc(C.size_t(len(p)))
	// Unsafe: malloc gave len(p) bytes, or ended the process; bytes need no
	// alignment; nobody else knows of them.
	copy(unsafe.Slice((*byte)(at), len(p)), p)
	return at
}

// copyArena copies all buffers into one fresh area.
func copyArena(b *bench.Block, src buffers) (bench.Op, error) {
	consume, size, passes := consumer(b), b.Case.Size, b.Case.Passes
	list, err := newList(b, len(src))
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				arena := C.malloc(C.size_t(size))
				// Unsafe: malloc gave size bytes, or ended the process; they are
				// freed below, and bytes need no alignment.
				src.pack(unsafe.Slice((*byte)(arena), int(size)), list)
				sum += consume(list, passes)
				C.free(arena)
			}
			return sum
		},
		Cost: bench.Cost{Copied: size},
	}, err
}

// copyKept copies all buffers into one area that is kept.
func copyKept(b *bench.Block, src buffers) (bench.Op, error) {
	consume, passes := consumer(b), b.Case.Passes
	kept, err := room(b)
	if err != nil {
		return bench.Op{}, err
	}
	b.Fill(kept.slice()) // no page is touched first inside a sample
	list, err := newList(b, len(src))
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				src.pack(kept.slice(), list)
				sum += consume(list, passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// pinnedFree is how many objects a Pinner holds before it allocates: its list
// grows beyond that, and is dropped when they are unpinned.
const pinnedFree = 5

// viewPinned lists the buffers in C memory for one call. A single buffer needs
// neither list nor pin.
func viewPinned(b *bench.Block, src buffers) (bench.Op, error) {
	if len(src) == 1 {
		return viewCalls(b, src)
	}
	list, err := newList(b, len(src))
	return bench.Op{Run: pinning(src, list, consumer(b), b.Case.Passes)}, err
}

// pinning is the operations of a view whose list C consumes: every buffer is pinned
// as long as the list points to it.
func pinning(src buffers, list []kernel.Piece, consume func([]kernel.Piece, int) uint64, passes int) func(n int) uint64 {
	pinners := make([]runtime.Pinner, (len(src)+pinnedFree-1)/pinnedFree)
	return func(n int) (sum uint64) {
		for range n {
			for i, p := range src {
				at := unsafe.Pointer(unsafe.SliceData(p))
				pinners[i/pinnedFree].Pin(at)
				// Unsafe: p owns its bytes, and is pinned until after the list is
				// cleared.
				list[i] = kernel.Piece{At: at, Size: uintptr(len(p))}
			}
			sum += consume(list, passes)
			clear(list) // C memory must hold no Go pointer that is not pinned
			for i := range pinners {
				pinners[i].Unpin()
			}
		}
		return sum
	}
}

// viewCalls calls C once for each buffer, whose pointer is good for the call.
func viewCalls(b *bench.Block, src buffers) (bench.Op, error) {
	consume, passes := b.Through(kernel.NativeSum()), b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			for _, p := range src {
				sum += consume(p, passes)
			}
		}
		return sum
	}}, nil
}
