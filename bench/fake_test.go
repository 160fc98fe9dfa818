package bench_test

import (
	"bytes"

	"github.com/bufbench/bufbench/bench"
)

// at is the case of the scenarios here.
var at = bench.Case{Size: 1000, Passes: 1}

// total is their consumer: parts add up to the whole.
func total(p []byte, passes int) (sum uint64) {
	for range passes {
		for _, x := range p {
			sum += uint64(x) + 1<<32
		}
	}
	return sum
}

// scenario is a copy and a view of Go memory.
func scenario() bench.Of[[]byte] {
	arm := func(name string, kind bench.Kind, acquire func(src []byte) []byte) bench.Arm[[]byte] {
		return bench.Arm[[]byte]{Name: name, Kind: kind, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
			return bench.Op{Run: func(n int) (sum uint64) {
				for range n {
					sum += b.Kernel(acquire(src), b.Case.Passes)
				}
				return sum
			}}, nil
		}}
	}
	return bench.Of[[]byte]{
		Info:   bench.Info{Name: "Fake", Question: "Is it one?", Kernel: total},
		Source: (*bench.Block).Data,
		Arms: []bench.Arm[[]byte]{
			arm("copy", bench.Copy, bytes.Clone),
			arm("view", bench.View, func(src []byte) []byte { return src }),
		},
	}
}
