package goheap

import (
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// run implements carrier. The block's data begin at a cache line, so they are aligned for
// words, unless the case says another place.
func (structs[R]) run(b *bench.Block, memory []byte, how passing) (func(n int) uint64, error) {
	if err := aligned(b, memory); err != nil {
		return nil, err
	}
	// The block owns the data, which hold one R and outlive the operation; no R has a
	// pointer; only proof writes.
	src := (*R)(unsafe.Pointer(unsafe.SliceData(memory)))
	s := &reading[R]{passes: b.Case.Passes, watch: b.Watch(), shown: new(R)}
	// Where the struct is, is asked for in every arm: the call takes as long as a small copy.
	at, next := pointers(src, byPointer), pointers(src, how)
	switch way := b.Case.Get(by); way {
	case "call":
		return carry(how, func() uint64 { return s.value(*at()) }, func() uint64 { return s.pointer(next()) }), nil
	case "range":
		refs := make([]*R, 1)
		return carry(how, func() uint64 { return s.overValues(unsafe.Slice(at(), 1)) }, func() uint64 { refs[0] = next(); return s.overPointers(refs) }), nil
	case "chan":
		values, refs := make(chan R, 1), make(chan *R, 1)
		return carry(how, func() uint64 { return s.sentValue(values, at()) }, func() uint64 { refs <- next(); return s.pointer(<-refs) }), nil
	case "map":
		values, refs := map[uint64]R{}, map[uint64]*R{}
		return carry(how, func() uint64 { return s.storedValue(values, at()) }, func() uint64 { refs[1] = next(); return s.pointer(refs[1]) }), nil
	case "any":
		return carry(how, func() uint64 { return s.boxed(*at()) }, func() uint64 { return s.boxed(next()) }), nil
	default:
		return nil, fmt.Errorf("axis %s: %q is not call, range, chan, map or any", by, way)
	}
}

// aligned refuses memory in which no word may begin.
func aligned(b *bench.Block, memory []byte) error {
	if uintptr(unsafe.Pointer(unsafe.SliceData(memory)))%unsafe.Alignof(uint64(0)) != 0 {
		return b.Skip("a struct of words begins at a multiple of 8 bytes", "-axis align=0,8")
	}
	return nil
}

// carry is n operations, by value or by pointer. A call through a function value costs the
// same in every arm.
func carry(how passing, value, pointer func() uint64) func(n int) uint64 {
	one := pointer
	if how == byValue {
		one = value
	}
	return func(n int) (sum uint64) {
		for range n {
			sum += one()
		}
		return sum
	}
}

// pointers returns what makes the pointer of each operation.
func pointers[R any](src *R, how passing) func() *R {
	switch how {
	case byEscaped:
		return func() *R {
			r := *src
			return &r // it outlives this function: it is allocated
		}
	case byKept:
		kept := new(R)
		return func() *R {
			*kept = *src
			return kept
		}
	}
	return func() *R { return src }
}

// overValues is a loop whose variable is a copy of each element.
//
//go:noinline
func (s *reading[R]) overValues(rows []R) (sum uint64) {
	for _, r := range rows {
		sum += s.local(&r)
	}
	return sum
}

// overPointers is the same over pointers.
//
//go:noinline
func (s *reading[R]) overPointers(rows []*R) (sum uint64) {
	for _, r := range rows {
		sum += s.pointer(r)
	}
	return sum
}

// sentValue sends a value and receives it.
func (s *reading[R]) sentValue(values chan R, src *R) uint64 {
	values <- *src
	r := <-values
	return s.local(&r)
}

// storedValue stores a value and looks it up.
func (s *reading[R]) storedValue(values map[uint64]R, src *R) uint64 {
	values[1] = *src
	r := values[1]
	return s.local(&r)
}

// boxed is a function that takes anything. A value in an interface lies on the heap.
//
//go:noinline
func (s *reading[R]) boxed(r any) uint64 {
	switch r := r.(type) {
	case R:
		return s.local(&r)
	case *R:
		return s.pointer(r)
	}
	return 0
}
