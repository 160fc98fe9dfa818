package controls

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/planted"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Slowdowns are the effects that a work of [Same] can plant, as one part in so
// many: 1 %, 2 % and 5 %.
var Slowdowns = []int{100, 50, 20}

// Same are works whose two arms are the same code, one a class of work: what is
// said of them says what the machine and this program are worth. As in real
// scenarios, arms share the source and have destinations of their own.
func Same() []planted.Work {
	return []planted.Work{
		{Name: "SameCall", Class: "call", Size: 64, Plants: Slowdowns, Make: calls},
		{Name: "SameCache", Class: "cache", Size: 16 * bench.KiB, Plants: Slowdowns, Make: planted.Sums(planted.Uncut)},
		{Name: "SameCopy", Class: "copy", Size: 64 * bench.KiB, Plants: Slowdowns, Make: planted.Clones},
		{Name: "SameMemory", Class: "memory", Size: 16 * bench.MiB, Plants: Slowdowns, Make: planted.Sums(planted.OnePass)},
	}
}

// calls are empty calls into C, or where this build has none, of a function
// that reads one word.
func calls(b *bench.Block, parts int) (func() planted.Arm, error) {
	src, err := b.Data()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"cgo-call", "kernel-call"} {
		for _, r := range kernel.References() {
			if r.Role == reference.Probe(name) {
				return planted.Repeated(parts, r.Open(reference.Ground{Case: b.Case, From: src}).Run, nil), nil
			}
		}
	}
	return nil, fmt.Errorf("this build has no call to measure")
}
