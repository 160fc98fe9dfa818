package python

import (
	"encoding/binary"
	"math/bits"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// word is the size of an item.
const word = bench.Bytes(8)

// order is how items lie in memory: a stride apart, with their bytes in this
// machine's order or in the other.
type order struct {
	stride  int // bytes from an item to the next
	swapped bool
}

// dense reports whether the memory of the items is nothing but the items.
func (o order) dense() bool { return o.stride == int(word) && !o.swapped }

// consumer reads the items: the block's Kernel if they are dense.
func (o order) consumer(b *bench.Block) bench.Consumer {
	if o.dense() {
		return b.Kernel
	}
	return b.Through(o.sum)
}

// sum is kernel.Sum of the items. The first one begins p.
func (o order) sum(p []byte, passes int) uint64 {
	if o.swapped {
		return sumSwapped(p, o.stride, passes)
	}
	return kernel.SumStrided(p, o.stride, passes)
}

// gather writes them to dst, side by side and in this machine's order.
func (o order) gather(dst, p []byte) {
	switch {
	case o.swapped:
		gatherSwapped(dst, p, o.stride)
	case o.dense():
		copy(dst, p)
	default:
		kernel.GatherStrided(dst, p, o.stride)
	}
}

// sumSwapped is kernel.SumStrided of items whose bytes lie in the other order.
//
//go:noinline
func sumSwapped(p []byte, stride, passes int) (sum uint64) {
	for ; passes > 0; passes-- {
		for i := 0; i+int(word) <= len(p); i += stride {
			sum += bits.ReverseBytes64(binary.LittleEndian.Uint64(p[i:]))
		}
	}
	return sum
}

// gatherSwapped is kernel.GatherStrided of such items, which it turns round.
//
//go:noinline
func gatherSwapped(dst, p []byte, stride int) {
	for i := 0; i+int(word) <= len(p) && len(dst) >= int(word); i += stride {
		binary.LittleEndian.PutUint64(dst, bits.ReverseBytes64(binary.LittleEndian.Uint64(p[i:])))
		dst = dst[word:]
	}
}
