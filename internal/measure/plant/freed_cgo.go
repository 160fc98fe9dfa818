//go:build cgo

package plant

// #include <stdlib.h>
import "C"

import "github.com/bufbench/bufbench/bench"

// allocate returns the block's data in memory of C's. Closing the block frees it, at the
// latest. If there is no memory, C.malloc ends the process.
func allocate(b *bench.Block) (*memory, error) {
	m := &memory{at: C.malloc(C.size_t(b.Case.Size)), size: b.Case.Size}
	b.Defer(m.free)
	b.Fill(m.slice())
	b.Own(bench.Owner{Memory: m.slice(), Poke: func(i int, x byte) error { m.slice()[i] ^= x; return nil }})
	return m, nil
}

// free lets C have its memory back, once.
func (m *memory) free() {
	C.free(m.at) // which takes nil
	m.at = nil
}
