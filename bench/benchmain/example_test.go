package benchmain_test

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchmain"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// clone asks whether a frame is cloned or shared.
var clone = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "FrameClone",
		Question: "Clone a frame, or share it?",
		Class:    []bench.Class{bench.Dominant},
		Kernel:   kernel.Sum,
	},
	Source: (*bench.Block).Data,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Open: cloned},
		{Name: "view", Kind: bench.View, Open: shared},
	},
}

func cloned(b *bench.Block, frame []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(bytes.Clone(frame), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size, Allocs: 1},
	}, nil
}

func shared(b *bench.Block, frame []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(frame, passes)
		}
		return sum
	}}, nil
}

// The main function of a program that lists and measures one scenario.
func ExampleMain() {
	benchmain.Main(clone)
}
