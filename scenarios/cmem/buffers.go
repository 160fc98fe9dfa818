package cmem

import (
	"fmt"
	"strconv"

	"github.com/bufbench/bufbench/bench"
)

// buffers are the data in Go memory, in one piece or many. Each is an
// allocation of its own, so that each needs a pin of its own.
type buffers [][]byte

// scattered returns the block's data in as many buffers as the case says, none
// of them empty.
func scattered(b *bench.Block) (buffers, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(b.Case.Get(count))
	if err != nil || n < 1 {
		return nil, fmt.Errorf("make buffers of %s: %s=%q is no number of buffers", b.Case.Size, count, b.Case.Get(count))
	}
	size := int(b.Case.Size)
	all := make(buffers, min(n, size))
	for i := range all {
		from, to := i*size/len(all), (i+1)*size/len(all)
		all[i] = b.Bytes(bench.Bytes(to - from))
		// From a seed of its own: the block's Fill begins anew at every call.
		bench.NewBlock(b.Case, b.Seed+uint64(i)).Fill(all[i])
	}
	owner := bench.Owner{Poke: all.poke}
	if len(all) == 1 {
		owner.Memory = all[0] // many have no range of addresses of their own
	}
	b.Own(owner)
	return all, nil
}

// poke changes byte i of all the buffers, counted through.
func (all buffers) poke(i int, x byte) error {
	if i >= 0 {
		for _, p := range all {
			if i < len(p) {
				p[i] ^= x
				return nil
			}
			i -= len(p)
		}
	}
	return fmt.Errorf("poke a byte of %d buffers: out of range", len(all))
}
