package session

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
)

// affordable refuses sizes that need more than four fifths of the free memory: a machine
// that swaps measures its disk. It takes cases with too large a live heap, or too many
// goroutines, out of the tasks and returns them.
func affordable(tasks []runner.Task) (heavy []Skipped, err error) {
	free, why, err := machine.Free("/")
	if err != nil {
		return nil, nil // not known on this system
	}
	limit := bench.Bytes(free / 5 * 4)
	for i, t := range tasks {
		arrays := bench.Bytes(len(t.Rivals) + ownArrays)
		tasks[i].Cases = slices.DeleteFunc(slices.Clone(t.Cases), func(c bench.Case) bool {
			needs := excess(c, arrays, limit)
			if needs == "" {
				return false
			}
			heavy = append(heavy, Skipped{Name: runner.Key(t.Info.Name, c), Reason: fmt.Sprintf(
				"%s, and the limit is %s (80 %% of free memory, %s)", needs, about(limit), why)})
			return true
		})
		for _, c := range tasks[i].Cases { // those that are left
			if c.Size > limit/arrays {
				return nil, option.Errorf("", "%s at %s holds about %d arrays of that size at once; the limit is %s in all "+
					"(80 %% of free memory, %s), so the largest size is %s",
					t.Info.Name, c.Size, arrays, about(limit), why, about(limit/arrays))
			}
		}
	}
	return heavy, nil
}

// Affordable refuses a case of a scenario that needs more memory than a run may take.
func Affordable(d launch.Description, c bench.Case) error {
	heavy, err := affordable([]runner.Task{{Info: d.Info, Rivals: d.Rivals, Cases: []bench.Case{c}}})
	if err == nil && len(heavy) > 0 {
		err = option.Errorf("", "%s: %s", heavy[0].Name, heavy[0].Reason)
	}
	return err
}

// excess says what a case takes beyond the limit, though one goroutine without a live heap
// may fit; empty if nothing.
func excess(c bench.Case, arrays, limit bench.Bytes) string {
	live, goroutines := c.BallastOr(0), bench.Bytes(c.GoroutinesOf(runtime.GOMAXPROCS(0)))
	switch {
	case live > limit/heaps:
		return fmt.Sprintf("a live heap of %s grows to %d times that", live, heaps)
	case goroutines > 1 && c.Size > limit/arrays/goroutines:
		return fmt.Sprintf("%d goroutines hold about %d arrays of %s each", goroutines, arrays, c.Size)
	}
	return ""
}

// heaps is how many times its live heap a program's memory becomes before the collector
// has run, with what it allocates while the collector runs.
const heaps = 3

// ownArrays is how many arrays a block holds beside one for each arm: the source, and
// those of the ceilings that compete while calibrating.
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

// CacheSizes are the sizes of the caches that the program goes by.
func (h *Home) CacheSizes() machine.CacheSizes {
	if h.Caches != (machine.CacheSizes{}) {
		return h.Caches
	}
	return machine.Caches("/")
}

// llc is the size of the last-level cache; 0 if it is not known.
func (h *Home) llc() bench.Bytes { return bench.Bytes(h.CacheSizes().LLC) }
