package main

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/runner"
)

// affordable refuses cases that would need more than four fifths of the memory
// that is free: a machine that swaps measures its disk.
func affordable(tasks []runner.Task) error {
	free, why, err := machine.Free("/")
	if err != nil {
		return nil // not known on this system
	}
	limit := bench.Bytes(free / 5 * 4)
	for _, t := range tasks {
		arrays := bench.Bytes(len(t.Rivals) + ownArrays)
		for _, c := range t.Cases {
			if c.Size > limit/arrays {
				return usagef("%s at %s holds about %d arrays of that size at once; the limit is %s in all "+
					"(80 %% of free memory, %s), so at most %s a size",
					t.Info.Name, c.Size, arrays, about(limit), why, about(limit/arrays))
			}
		}
	}
	return nil
}

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
