package main

import (
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// affordable refuses sizes that would need more than four fifths of the memory
// that is free: a machine that swaps measures its disk. Cases whose live heap
// would are taken out of the tasks and returned.
func affordable(tasks []runner.Task) (heavy []skipped, err error) {
	free, why, err := machine.Free("/")
	if err != nil {
		return nil, nil // not known on this system
	}
	limit := bench.Bytes(free / 5 * 4)
	for i, t := range tasks {
		tasks[i].Cases = slices.DeleteFunc(slices.Clone(t.Cases), func(c bench.Case) bool {
			live := c.BallastOr(0)
			if live <= limit/heaps {
				return false
			}
			heavy = append(heavy, skipped{name: key(t.Info.Name, c), reason: fmt.Sprintf(
				"a live heap of %s grows to %d times that, and the limit is %s (80 %% of free memory, %s)", live, heaps, about(limit), why)})
			return true
		})
		arrays := bench.Bytes(len(t.Rivals) + ownArrays)
		for _, c := range t.Cases {
			if c.Size > limit/arrays {
				return nil, usagef("%s at %s holds about %d arrays of that size at once; the limit is %s in all "+
					"(80 %% of free memory, %s), so at most %s a size",
					t.Info.Name, c.Size, arrays, about(limit), why, about(limit/arrays))
			}
		}
	}
	return heavy, nil
}

// heaps is how many times its live heap a program's memory becomes before the
// collector has run, with what it allocates while the collector runs.
const heaps = 3

// ownArrays is how many arrays a block holds beside one for each arm: the
// source, and those of the ceilings that compete while calibrating.
const ownArrays = 12

// about rounds b down to a size that reads well.
func about(b bench.Bytes) bench.Bytes {
	for _, u := range []bench.Bytes{bench.GiB, bench.MiB, bench.KiB} {
		if b >= 4*u {
			return b / u * u
		}
	}
	return b
}
