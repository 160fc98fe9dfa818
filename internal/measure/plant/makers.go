package plant

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Sums reads the source. Both arms share it.
func Sums(cut Cut) Maker {
	return func(b *bench.Block, parts int) (func() Arm, error) {
		src, err := b.Data()
		return func() Arm {
			r := &ring{parts: parts, perPass: cut(parts), size: len(src), part: func(from, to int) uint64 { return kernel.Sum(src[from:to], 1) }}
			return Arm{Run: r.run}
		}, err
	}
}

// Copies copies the source into memory that each arm keeps.
func Copies(cut Cut) Maker {
	return func(b *bench.Block, parts int) (func() Arm, error) {
		src, err := b.Data()
		return func() Arm {
			kept := b.Touched(b.Case.Size)
			r := &ring{parts: parts, perPass: cut(parts), size: len(src), part: func(from, to int) uint64 {
				return uint64(copy(kept[from:to], src[from:to]))
			}}
			return Arm{Run: r.run}
		}, err
	}
}

// Clones makes one fresh copy per part, and sums it.
func Clones(b *bench.Block, parts int) (func() Arm, error) {
	src, err := b.Data()
	return Repeated(parts, func(n int) (sum uint64) {
		for range n {
			sum += kernel.Sum(bytes.Clone(src), 1)
		}
		return sum
	}, nil), err
}

// Repeated makes arms of run: a part is one operation of it.
func Repeated(parts int, run func(n int) uint64, hold func(func())) func() Arm {
	return func() Arm {
		return Arm{Hold: hold, Run: func(n, extra int) uint64 {
			sum := run(n * parts)
			if extra > 0 {
				keep += run(n * extra)
			}
			return sum
		}}
	}
}

// LongClones makes one fresh copy, and the twin's is longer by one part of the bytes:
// fifty copies of this size would be too long a sample. Go rounds objects of this size to
// pages of 8 KiB; so the works have 50 and 500 of them, and their twins 51 and 510. Note:
// at 256 KiB a fiftieth is no whole page, and 2 % more bytes took 4 % longer.
func LongClones(b *bench.Block, parts int) (func() Arm, error) {
	src := b.Touched(b.Case.Size + b.Case.Size/bench.Bytes(parts))
	return Longer(int(b.Case.Size), parts, func(n int) uint64 { return kernel.Sum(bytes.Clone(src[:n]), 1) }), nil
}

// Longer makes arms of op, which takes a number of bytes: the twin's takes one part
// more. The checksum is 0, since those of the arms would differ.
func Longer(size, parts int, op func(n int) uint64) func() Arm {
	return func() Arm {
		return Arm{Run: func(n, extra int) uint64 {
			bytes := size
			if extra > 0 {
				bytes += size / parts
			}
			for range n {
				keep += op(bytes)
			}
			return 0
		}}
	}
}
