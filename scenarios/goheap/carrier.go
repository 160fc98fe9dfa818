package goheap

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Structs of so many words. The small ones have a field for each word, as people write
// them: an array would never travel in registers.
type (
	words2   struct{ a, b uint64 }
	words4   struct{ a, b, c, d uint64 }
	words8   struct{ a, b, c, d, e, f, g, h uint64 }
	words16  struct{ first, second words8 }
	words32  struct{ first, second words16 }
	words64  struct{ first, second words32 }
	words128 struct{ first, second words64 }
	words512 struct{ first, second, third, fourth words128 }
)

// carrier carries structs of one size.
type carrier interface {
	// size is that of the struct.
	size() bench.Bytes
	// run is the operation that carries the struct in memory by the way of the case.
	run(b *bench.Block, memory []byte, how passing) (func(n int) uint64, error)
}

// carriers are the structs that there are.
func carriers() []carrier {
	return []carrier{
		structs[words2]{},
		structs[words4]{},
		structs[words8]{},
		structs[words16]{},
		structs[words32]{},
		structs[words64]{},
		structs[words128]{},
		structs[words512]{},
	}
}

// structSizes are the sizes of carriers.
func structSizes() (sizes []bench.Bytes) {
	for _, c := range carriers() {
		sizes = append(sizes, c.size())
	}
	return sizes
}

// carrierOf is the carrier for the size of a case.
func carrierOf(b *bench.Block) (carrier, error) {
	all := carriers()
	if i := slices.IndexFunc(all, func(c carrier) bool { return c.size() == b.Case.Size }); i >= 0 {
		return all[i], nil
	}
	return nil, b.Skip(fmt.Sprintf("there is no struct of %s, but of %v", b.Case.Size, structSizes()), "-sizes 16..4KiB*2")
}

// passing is how an arm passes a struct.
type passing int

// The ways to pass a struct, an arm each.
const (
	byValue   passing = iota
	byEscaped         // a pointer to a copy on the heap
	byKept            // a pointer to a copy in memory that is kept
	byPointer         // a pointer to the original
)

// structs carries structs of the type R.
type structs[R any] struct{}

func (structs[R]) size() bench.Bytes { return bench.Bytes(unsafe.Sizeof(*new(R))) }

// bytesOf is the memory of a struct without pointers: same owner, same lifetime; bytes need
// no alignment.
func bytesOf[R any](r *R) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(r)), unsafe.Sizeof(*r)) }

// reading is what reads a struct.
type reading[R any] struct {
	passes int
	watch  func(held []byte) // of a proof; nil elsewhere
	shown  *R                // where a proof sees a value, which has no address that may escape
}

// value reads a struct that it gets by value. It is not inlined, so the value is copied. The
// reader is called directly, or the value would escape to the heap.
//
//go:noinline
func (s *reading[R]) value(r R) uint64 {
	if s.watch != nil {
		*s.shown = r
		s.watch(bytesOf(s.shown))
	}
	return kernel.Sum(bytesOf(&r), s.passes)
}

// local reads a value of its caller, which stays on the caller's stack.
//
//go:noinline
func (s *reading[R]) local(r *R) uint64 {
	if s.watch != nil {
		*s.shown = *r
		s.watch(bytesOf(s.shown))
	}
	return kernel.Sum(bytesOf(r), s.passes)
}

// pointer reads a struct that it gets by pointer.
//
//go:noinline
func (s *reading[R]) pointer(r *R) uint64 {
	if s.watch != nil {
		s.watch(bytesOf(r))
	}
	return kernel.Sum(bytesOf(r), s.passes)
}
