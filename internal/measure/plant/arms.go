package plant

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Opener opens an arm over Go memory.
type Opener = func(*bench.Block, []byte) (bench.Op, error)

// Sliced is a scenario over Go memory at one pass of one small size. In any build a
// sample of it holds many operations.
func Sliced(name string, copies, views Opener) bench.Of[[]byte] {
	return bench.Of[[]byte]{
		Info: bench.Info{
			Name:     name,
			Question: "Is " + name + " what it pretends to be?",
			Class:    []bench.Class{bench.Dominant},
			Kernel:   kernel.Sum,
			Grid:     bench.Grid{Sizes: []bench.Bytes{4 * bench.KiB}},
		},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			{Name: "copy", Kind: bench.Copy, Open: copies},
			{Name: "view", Kind: bench.View, Open: views},
		},
	}
}

// HonestCopy copies into the same memory again and again, and so needs no collector.
func HonestCopy(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := b.Touched(b.Case.Size)
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(kept[:copy(kept, src)], passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

// HonestView reads the source where it is.
func HonestView(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(src, passes)
		}
		return sum
	}}, nil
}

// CopyAsView copies and declares nothing moved. It allocates nothing, so that
// no count of allocations gives it away.
func CopyAsView(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := HonestCopy(b, src)
	op.Cost = bench.Cost{}
	return op, err
}

// ViewAsCopy declares its bytes copied and hands out the source.
func ViewAsCopy(b *bench.Block, src []byte) (bench.Op, error) {
	op, err := HonestView(b, src)
	op.Cost = bench.Cost{Copied: b.Case.Size}
	return op, err
}

// stale returns the checksum of the moment when it was opened.
func stale(b *bench.Block, src []byte) (bench.Op, error) {
	kept := b.Kernel(src, b.Case.Passes)
	return bench.Op{Run: func(n int) uint64 { return uint64(n) * kept }}, nil
}

// Timed is a scenario over Go memory with a view that is honest in a proof, and
// something else once it is timed. It knows a proof by the block's Kernel, which is
// there before anything is opened.
type Timed struct {
	bench.Of[[]byte]
	Else func(honest func(n int) uint64) func(n int) uint64
}

// Open implements [bench.Scenario].
func (t Timed) Open(b *bench.Block) ([]bench.Op, error) {
	timed := b.Kernel == nil
	ops, err := t.Of.Open(b)
	if err == nil && timed {
		ops[1].Run = t.Else(ops[1].Run)
	}
	return ops, err
}

// Hoisted moves the reading out of the loop, as a compiler may do. Its checksums are
// right.
func Hoisted(honest func(n int) uint64) func(n int) uint64 {
	once := honest(1)
	return func(n int) uint64 { return uint64(n) * once }
}

// half runs every other operation.
func half(honest func(n int) uint64) func(n int) uint64 {
	return func(n int) uint64 { return honest((n + 1) / 2) }
}
