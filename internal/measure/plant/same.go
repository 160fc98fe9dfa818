package plant

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Slowdowns are the effects to plant in a work of [Same], as one part in so many: 1 %,
// 2 % and 5 %.
var Slowdowns = []int{100, 50, 20}

// Same are works whose two arms are the same code, one per class of work. A verdict that
// tells the two apart is false: this machine, or this program, is not to be trusted. As
// in real scenarios, arms share the source and have destinations of their own.
func Same() []Work {
	return []Work{
		{Name: "SameCall", Class: "call", Size: 64, Plants: Slowdowns, Make: calls},
		{Name: "SameCache", Class: "cache", Size: 16 * bench.KiB, Plants: Slowdowns, Make: Sums(Uncut)},
		{Name: "SameCopy", Class: "copy", Size: 64 * bench.KiB, Plants: Slowdowns, Make: Clones},
		{Name: "SameMemory", Class: "memory", Size: 16 * bench.MiB, Plants: Slowdowns, Make: Sums(OnePass)},
	}
}

// calls are empty calls into C. A build without C calls a function of one word instead.
func calls(b *bench.Block, parts int) (func() Arm, error) {
	src, err := b.Data()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"cgo-call", "kernel-call"} {
		for _, r := range kernel.References() {
			if r.Role == reference.Probe(name) {
				return Repeated(parts, r.Open(reference.Ground{Case: b.Case, From: src}).Run, nil), nil
			}
		}
	}
	return nil, fmt.Errorf("this build has no call to measure")
}
