package planted

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// whole is how many parts a pass is cut into, such that a life of so many
// parts is whole passes.
type whole func(parts int) int

func uncut(int) int         { return 1 }     // a part is a pass
func onePass(parts int) int { return parts } // a life is a pass
func somePasses(parts int) int { // 9 passes of 37 parts are 333, 10 of 10 are 100
	if parts%37 == 0 {
		return 37
	}
	return 10
}

// ring reads or copies a source part by part, round and round, so that one
// more part is one part more of the same work. Every life begins a part behind
// the one before it, with both arms alike: what the caches kept of the rival's
// life is then the same for both.
type ring struct {
	parts, perPass, lives int
	size                  int
	part                  func(from, to int) uint64
}

// run implements an [arm].
func (r *ring) run(n, extra int) (sum uint64) {
	for range n {
		at := r.lives % r.perPass
		r.lives++
		for range r.parts {
			sum += r.at(at)
			at++
		}
		for range extra {
			keep += r.at(at)
			at++
		}
	}
	return sum
}

func (r *ring) at(i int) uint64 {
	i %= r.perPass
	return r.part(i*r.size/r.perPass, (i+1)*r.size/r.perPass)
}

// keep holds the checksums of what was planted.
var keep uint64

// sums reads the source, which both arms share.
func sums(perPass whole) func(b *bench.Block, parts int) (func() arm, error) {
	return func(b *bench.Block, parts int) (func() arm, error) {
		src, err := b.Data()
		return func() arm {
			r := &ring{parts: parts, perPass: perPass(parts), size: len(src), part: func(from, to int) uint64 { return kernel.Sum(src[from:to], 1) }}
			return arm{run: r.run}
		}, err
	}
}

// copies copies the source into memory that each arm keeps.
func copies(perPass whole) func(b *bench.Block, parts int) (func() arm, error) {
	return func(b *bench.Block, parts int) (func() arm, error) {
		src, err := b.Data()
		return func() arm {
			kept := b.Touched(b.Case.Size)
			r := &ring{parts: parts, perPass: perPass(parts), size: len(src), part: func(from, to int) uint64 {
				return uint64(copy(kept[from:to], src[from:to]))
			}}
			return arm{run: r.run}
		}, err
	}
}

// clones lives as many whole lives as there are parts: a fresh copy, summed.
func clones(b *bench.Block, parts int) (func() arm, error) {
	src, err := b.Data()
	return repeated(parts, func(n int) (sum uint64) {
		for range n {
			sum += kernel.Sum(bytes.Clone(src), 1)
		}
		return sum
	}, nil), err
}

// repeated are arms whose life is as many lives of run as there are parts.
func repeated(parts int, run func(n int) uint64, hold func(func())) func() arm {
	return func() arm {
		return arm{hold: hold, run: func(n, extra int) uint64 {
			sum := run(n * parts)
			if extra > 0 {
				keep += run(n * extra)
			}
			return sum
		}}
	}
}

// longClones is clones whose parts are parts of the bytes, because fifty lives
// would be too long a sample: the twin's copy is longer by one in so many. Go
// rounds objects of this size to pages of 8 KiB; so the works have 50 and 500
// of them, and their twins 51 and 510. Note: at 256 KiB, where a fiftieth is no
// whole page, 2 % more bytes took 4 % longer.
func longClones(b *bench.Block, parts int) (func() arm, error) {
	src := b.Touched(b.Case.Size + b.Case.Size/bench.Bytes(parts))
	return longer(int(b.Case.Size), parts, func(n int) uint64 { return kernel.Sum(bytes.Clone(src[:n]), 1) }), nil
}

// longer are arms whose life takes a number of bytes, and one in so many more.
// The checksum is that of no bytes at all, as it would differ.
func longer(size, parts int, life func(n int) uint64) func() arm {
	return func() arm {
		return arm{run: func(n, extra int) uint64 {
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
