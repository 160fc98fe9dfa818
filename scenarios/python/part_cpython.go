//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import "github.com/bufbench/bufbench/bench"

// heldPart is the first bytes of a buffer that is held until the block is
// closed. The object's owner lets go of it, so that nothing but the buffer's own
// reference keeps it; the lease's borrowed one is not used again. It panics
// as an operation does.
func heldPart(b *bench.Block, src *exporter) any {
	l, err := src.lease(b)
	if err != nil {
		panic(err)
	}
	src.py.Do(func() {
		if C.bb_lease_get(l) != 0 {
			src.fail("get a buffer")
		}
	})
	b.Defer(func() { src.py.Do(func() { C.bb_lease_let(l) }) })
	src.object.Close()
	kept := held(l)
	n := min(len(kept), int(bench.PartSize))
	return kept[:n:n]
}
