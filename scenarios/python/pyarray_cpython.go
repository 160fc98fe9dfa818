//go:build cpython && cgo

package python

/*
#include "py_items.h"
#include "py_numbers.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// numbersList is o.tolist(), of which every float is written to a Go slice.
func numbersList(b *bench.Block, src *items) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	tolist, err := src.made(b, "o.tolist")
	if err != nil {
		return bench.Op{}, err
	}
	method := ref(tolist)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				fresh := make([]float64, src.count)
				if C.bb_numbers_list(method, first(fresh), C.Py_ssize_t(len(fresh))) != 0 {
					src.fail("take numbers out of a list")
				}
				sum += consume(asBytes(fresh), passes)
			}
			return sum
		},
		// Into the floats, and out of them.
		Cost: bench.Cost{Copied: 2 * b.Case.Size, InC: 2 * b.Case.Size, Zeroed: true, Allocs: 1},
	}, nil
}

// numbersUnpack is struct.unpack. Before it tobytes brings the bytes side by side, if
// they are not.
func numbersUnpack(b *bench.Block, src *items) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	mark := "="
	if src.swapped {
		mark = ">"
	}
	unpack, err := src.made(b, fmt.Sprintf("__import__('struct').Struct('%s%dd').unpack", mark, src.count))
	if err != nil {
		return bench.Op{}, err
	}
	function, from, cost := ref(unpack), ref(src.object), bench.Cost{Copied: 2 * b.Case.Size, InC: 2 * b.Case.Size, Zeroed: true, Allocs: 1}
	var tobytes *C.PyObject
	if src.stride != int(word) {
		method, err := src.made(b, "o.tobytes")
		if err != nil {
			return bench.Op{}, err
		}
		tobytes = ref(method)
		cost.Copied += src.gathered(b)
		cost.InC = cost.Copied
	}
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				fresh := make([]float64, src.count)
				if C.bb_numbers_unpack(function, from, tobytes, first(fresh), C.Py_ssize_t(len(fresh))) != 0 {
					src.fail("unpack numbers")
				}
				sum += consume(asBytes(fresh), passes)
			}
			return sum
		},
		Cost: cost,
	}, nil
}

// gathered is what the object's own tobytes moves: numpy gathers at once, and a
// memoryview as all of Python does.
func (s *items) gathered(b *bench.Block) bench.Bytes {
	if b.Case.Get(object) == "numpy" {
		return b.Case.Size
	}
	return s.copiedByPython()
}

// numbersContiguous is numpy.ascontiguousarray(o, 'd'), which returns o itself if it
// can. Without numpy it is Python's own PyMemoryView_GetContiguous.
func numbersContiguous(b *bench.Block, src *items) (bench.Op, error) {
	if b.Case.Get(object) != "numpy" {
		return itemsGetContiguous(b, src)
	}
	from := ref(src.object)
	function, errFunction := src.made(b, "__import__('numpy').ascontiguousarray")
	doubles, errType := src.made(b, "__import__('numpy').dtype('d')")
	if err := errors.Join(errFunction, errType); err != nil {
		return bench.Op{}, err
	}
	call, kind := ref(function), ref(doubles)
	op, err := src.reading(b, taking{"ask numpy for contiguous numbers", func(l *C.bb_lease) C.int {
		return C.bb_numbers_contiguous(l, call, from, kind)
	}}, bench.Cost{})
	op.Kind = bench.View
	if !src.contiguous() || src.swapped {
		op.Kind, op.Cost = bench.Copy, inPython(b.Case.Size)
	}
	return op, err
}

// numbersOneByOne takes one item after the other, as Python code that iterates
// does, in every pass.
func numbersOneByOne(b *bench.Block, src *items) (bench.Op, error) {
	passes, object, count := b.Case.Passes, ref(src.object), C.Py_ssize_t(src.count)
	memory, err := src.base.Memory()
	if err != nil {
		return bench.Op{}, err
	}
	memory = memory[src.first : src.first+(src.count-1)*src.stride+int(word)]
	consume := b.Through(func(_ []byte, passes int) uint64 {
		sum := C.bb_numbers_items(object, count, C.Py_ssize_t(passes))
		if sum.failed != 0 {
			src.fail("take item after item")
		}
		return uint64(sum.bits)
	})
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(memory, passes)
			}
			return sum
		},
	}, nil
}

// first is where C writes numbers, until the call returns.
func first(numbers []float64) *C.double {
	// Unsafe: the slice keeps its numbers alive in the caller; a double of C's is
	// laid out as a float64 is; nobody else writes.
	return (*C.double)(unsafe.Pointer(unsafe.SliceData(numbers)))
}

// asBytes is the memory of numbers: same owner, same lifetime, weaker alignment.
func asBytes(numbers []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), len(numbers)*int(word))
}
