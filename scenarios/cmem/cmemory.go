package cmem

import (
	"bytes"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// CMemory asks what a cgo binding asks of every result: to copy it into Go's
// heap, or to work on it where C keeps it.
//
// A view is valid as long as C neither frees nor moves the memory. The collector knows
// nothing of it: whoever frees it must know of every view.
//
// To a colleague: a handle that the collector frees in case costs 0.3 µs, more than a copy of
// 1 KiB; hand out few of them, and release them yourself.
var CMemory = bench.Of[memory]{
	Info: bench.Info{
		Name:     "CMemory",
		Question: "Copy what C allocated into Go's heap, or look at it where C keeps it?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until C frees, moves or reuses the memory: its library's contract says when.",
			Frees:    "Whoever that contract names, by C's own call; Go's collector does not know the memory.",
			Mutation: "C and Go may both write, and each sees what the other wrote.",
			Threads:  "C's threads may write at any time, and the race detector does not see them.",
			Failure:  "A read after the free returns other data or ends the process; nothing reports it.",
			Incident: bench.Incident{
				What:   "Finalizers of gpgme freed C memory while calls still used it, which corrupted memory.",
				Source: "proglottis/gpgme#23",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB, 64 * bench.MiB},
			Passes: []int{1},
			Axes:   []bench.Choice{{Key: bench.Goroutines, Values: []string{"1", "P", "4P"}, Open: true}},
			Leave:  func(c bench.Case) bool { return c.Get(bench.Goroutines) != "" && c.Size != 4*bench.KiB },
		},
		Ready:  ready,
		Probes: []string{"cgo-call", "kernel-call", "alloc"},
		Contests: []bench.Contest{
			{View: "view", Copy: "copy", Setup: []string{"kernel-call"}},
			{View: "view", Copy: "reuse", Setup: []string{"kernel-call"}},
		},
	},
	Source: allocate,
	Part:   memoryPart,
	Arms: []bench.Arm[memory]{
		{Name: "copy", Kind: bench.Copy, Says: "C.GoBytes", Open: copyGoBytes},
		{Name: "copy-bulk", Kind: bench.Copy, Says: "bytes.Clone of an unsafe.Slice", Open: copyBulk},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: copyReuse},
		{Name: "view", Kind: bench.View, Says: "unsafe.Slice", Open: view},
		{Name: "view-guarded", Kind: bench.View, Says: "the same of a handle with AddCleanup", Open: viewGuarded},
	},
}

// memory is what C hands over: a pointer and a length. The block owns it and
// frees it when it is closed; no slice of it may be used later.
type memory struct {
	at   unsafe.Pointer
	size bench.Bytes
}

// slice is C's memory as a Go slice, which may be read and written until the
// block is closed.
func (m memory) slice() []byte {
	// Unsafe: the block owns size bytes at m.at, which C neither moves nor
	// frees before the block is closed; bytes need no alignment; only the
	// block's Fill and Poke write them, on the goroutine that reads.
	return unsafe.Slice((*byte)(m.at), int(m.size))
}

func copyBulk(b *bench.Block, m memory) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(bytes.Clone(m.slice()), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}

func copyReuse(b *bench.Block, m memory) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := b.Touched(b.Case.Size)
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(kept[:copy(kept, m.slice())], passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

func view(b *bench.Block, m memory) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(m.slice(), passes)
		}
		return sum
	}}, nil
}

// memoryPart is a slice of C's memory, all of which stays as long as C must
// not free it.
func memoryPart(_ *bench.Block, m memory) any {
	n := int(min(m.size, bench.PartSize))
	return m.slice()[:n:n]
}
