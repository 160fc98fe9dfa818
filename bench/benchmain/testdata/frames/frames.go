// Package frames holds a scenario of a module that is not bufbench's.
package frames

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Clone asks what to hand out of a ring of frames.
var Clone = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "FrameClone",
		Question: "Clone a frame, or hand out the ring's own?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
	},
	Source: (*bench.Block).Data,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Open: clone},
		{Name: "reuse", Kind: bench.Copy, Open: reuse},
		{Name: "view", Kind: bench.View, Open: view},
	},
}

func clone(b *bench.Block, ring []byte) (bench.Op, error) {
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

func reuse(b *bench.Block, ring []byte) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(kept[:copy(kept, ring)], passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

func view(b *bench.Block, ring []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(ring, passes)
		}
		return sum
	}}, nil
}

// Missing cannot run anywhere.
var Missing = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "FrameMissing",
		Question: "Clone a frame that is not there?",
		Class:    []bench.Class{bench.Dominant},
		Kernel:   kernel.Sum,
		Ready: func() error {
			println("a library that talks on its own") // must not spoil what is said of the scenarios
			return &bench.Skip{Reason: "there is no ring", Hint: "buy one"}
		},
	},
	Source: (*bench.Block).Data,
	Arms:   Clone.Arms,
}
