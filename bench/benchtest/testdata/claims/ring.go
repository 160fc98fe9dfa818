// Package ring hands out frames, in a module that is not bufbench's.
package ring

import (
	"bytes"
	"encoding/binary"

	"github.com/bufbench/bufbench/bench"
)

// Sum is what a reader of a frame does.
func Sum(frame []byte) (sum uint64) {
	for len(frame) >= 8 {
		sum += binary.LittleEndian.Uint64(frame)
		frame = frame[8:]
	}
	for _, x := range frame {
		sum += uint64(x)
	}
	return sum
}

// Frame asks how to hand out a frame.
var Frame = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "Frame",
		Question: "Clone a frame, or hand out the ring's own?",
		Kernel:   sums,
		Grid:     bench.Grid{Sizes: []bench.Bytes{1 * bench.MiB}},
	},
	Source: (*bench.Block).Data,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Open: cloned},
		{Name: "view", Kind: bench.View, Open: shared},
	},
}

func sums(frame []byte, passes int) (sum uint64) {
	for range passes {
		sum += Sum(frame)
	}
	return sum
}

func cloned(b *bench.Block, ring []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(bytes.Clone(ring), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}

func shared(b *bench.Block, ring []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(ring, passes)
		}
		return sum
	}}, nil
}
