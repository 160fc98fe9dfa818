package plant

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Sums reads the source, which both arms share.
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

// Clones lives as many whole lives as there are parts: a fresh copy, summed.
func Clones(b *bench.Block, parts int) (func() Arm, error) {
	src, err := b.Data()
	return Repeated(parts, func(n int) (sum uint64) {
		for range n {
			sum += kernel.Sum(bytes.Clone(src), 1)
		}
		return sum
	}, nil), err
}

// Repeated are arms whose life is as many lives of run as there are parts.
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

// LongClones is [Clones] whose parts are parts of the bytes, because fifty lives
// would be too long a sample: the twin's copy is longer by one in so many. Go
// rounds objects of this size to pages of 8 KiB; so the works have 50 and 500
// of them, and their twins 51 and 510. Note: at 256 KiB, where a fiftieth is no
// whole page, 2 % more bytes took 4 % longer.
func LongClones(b *bench.Block, parts int) (func() Arm, error) {
	src := b.Touched(b.Case.Size + b.Case.Size/bench.Bytes(parts))
	return Longer(int(b.Case.Size), parts, func(n int) uint64 { return kernel.Sum(bytes.Clone(src[:n]), 1) }), nil
}

// Longer are arms whose life takes a number of bytes, and one in so many more.
// The checksum is that of no bytes at all, as it would differ.
func Longer(size, parts int, life func(n int) uint64) func() Arm {
	return func() Arm {
		return Arm{Run: func(n, extra int) uint64 {
			bytes := size
			if extra > 0 {
				bytes += size / parts
			}
			for range n {
				keep += life(bytes)
			}
			return 0
		}}
	}
}
