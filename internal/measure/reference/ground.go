package reference

import "github.com/bufbench/bufbench/bench"

// Ground is plain Go memory on which the references of a block work. They share
// it, and no arm sees it.
type Ground struct {
	Case     bench.Case
	From, To []byte // at least Case.Size and [LeastGround] bytes each, written once
}

// LeastGround is the minimum size of a ground. On a smaller one a reference would
// measure calls: 64 bytes are bound by the rate at which L1 is read.
const LeastGround = 16 * bench.KiB

// NewGround returns fresh memory of a block for the references of its case.
func NewGround(b *bench.Block) Ground {
	size := max(b.Case.Size, LeastGround)
	return Ground{Case: b.Case, From: b.Touched(size), To: b.Touched(size)}
}

// Spread divides the bytes of n operations of the case into whole passes over the
// ground and a rest.
func (g Ground) Spread(n int) (passes int, rest bench.Bytes) {
	total, whole := bench.Bytes(n)*g.Case.Size, bench.Bytes(len(g.From))
	return int(total / whole), total % whole
}
