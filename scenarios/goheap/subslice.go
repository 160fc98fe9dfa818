package goheap

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// SubSlice asks what everyone asks first: whether to clone a slice that is
// handed out, or to share it with its capacity cut.
var SubSlice = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "SubSlice",
		Question: "Clone a part of a Go slice, or hand out the part itself?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as it is held: any part of it keeps the whole array.",
			Frees:    "The collector, once neither the array nor a part of it is held.",
			Mutation: "Whoever holds the array or a part may write, and every other holder sees it.",
			Threads:  "Any number may read at once; a write beside a read is a data race.",
			Failure:  "Contents change unnoticed; without a cut capacity an append overwrites what follows.",
			Incident: bench.Incident{
				What:   "An append to what wazero's Memory.Read returned wrote on into the guest's memory.",
				Source: "wazero/wazero#527",
			},
		},
		Grid: bench.Grid{
			Passes: []int{1, 4},
			Leave:  func(c bench.Case) bool { return c.Passes > 1 && c.Size > 16*bench.MiB },
		},
	},
	Source: (*bench.Block).Data,
	Part:   slicePart,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone", Open: sliceClone},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: sliceReuse},
		{Name: "view", Kind: bench.View, Says: "s[i:j:j]", Open: sliceView},
	},
}

func sliceClone(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(bytes.Clone(src), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}

func sliceReuse(b *bench.Block, src []byte) (bench.Op, error) {
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

func sliceView(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	i, j := 0, len(src)
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(src[i:j:j], passes)
		}
		return sum
	}}, nil
}

// slicePart is the first bytes, for somebody who needs no more.
func slicePart(_ *bench.Block, src []byte) any {
	n := min(len(src), int(bench.PartSize))
	return src[:n:n]
}
