//go:build !race && !asan

package wasm

import (
	"encoding/binary"
	"slices"
)

// pageSize is the unit of a guest's memory.
const pageSize = 1 << 16

// module is the guest in the binary format of WebAssembly 1.0: a memory that begins with so
// many pages, and two functions.
//
//	(module
//	  (memory (export "memory") $pages)
//	  (func (export "flip") (param $at i32) (param $with i32)
//	    (i32.store8 (local.get $at)
//	      (i32.xor (i32.load8_u (local.get $at)) (local.get $with))))
//	  (func (export "grow") (param $pages i32) (result i32)
//	    (memory.grow (local.get $pages))))
func module(pages uint32) []byte {
	const i32 = 0x7f
	return slices.Concat(
		[]byte("\x00asm\x01\x00\x00\x00"), // the format and its version
		section(1, // types
			[]byte{0x60, 2, i32, i32, 0},  // a function of two numbers, without a result
			[]byte{0x60, 1, i32, 1, i32}), // a function of a number, with a result
		section(3, []byte{0}, []byte{1}),                                               // the types of the functions
		section(5, binary.AppendUvarint([]byte{0}, uint64(pages))),                     // a memory without an upper limit
		section(7, export("memory", 2, 0), export("flip", 0, 0), export("grow", 0, 1)), // names
		section(10, // code, which begins with the number of further variables and ends with 0x0b
			sized([]byte{
				0,
				0x20, 0, // at, for the store
				0x20, 0, // at, for the load
				0x2d, 0, 0, // load a byte, of alignment 0 and offset 0
				0x20, 1, // with
				0x73,       // exclusive or
				0x3a, 0, 0, // store a byte, of alignment 0 and offset 0
				0x0b,
			}),
			sized([]byte{
				0,
				0x20, 0, // pages
				0x40, 0, // grow memory 0
				0x0b,
			})),
	)
}

// section is a section of the module: its number, its length, and a list of items.
func section(number byte, items ...[]byte) []byte {
	list := binary.AppendUvarint(nil, uint64(len(items)))
	return append([]byte{number}, sized(slices.Concat(append([][]byte{list}, items...)...))...)
}

// sized is bytes behind their number.
func sized(p []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(p))), p...) }

// export gives a name to a function (kind 0) or a memory (kind 2).
func export(name string, kind, index byte) []byte {
	return append(sized([]byte(name)), kind, index)
}
