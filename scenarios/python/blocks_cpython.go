//go:build cpython && cgo

package python

import (
	"encoding/binary"

	"github.com/bufbench/bufbench/scenarios/cpython"
)

// blocks is how many blocks of memory Python's allocator has handed out. It is
// false where Python does not count, as with the system's malloc.
func blocks() (n int64, known bool) {
	py, err := cpython.Start()
	if err != nil {
		return 0, false
	}
	o, err := py.Eval("memoryview(bytearray(__import__('sys').getallocatedblocks().to_bytes(8, 'little')))", nil)
	if err != nil {
		return 0, false
	}
	defer o.Close()
	p, err := o.Memory()
	if err != nil || len(p) != 8 {
		return 0, false
	}
	n = int64(binary.LittleEndian.Uint64(p))
	return n, n > 0
}
