package match

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Counting builds the test binary of a package again, with hooks for callgrind.
func (h Here) Counting(ctx context.Context, folder *scratch.Folder) (gotest.Binary, error) {
	return counting(ctx, h.source, folder, h.Package, h.Binary, "count-here")
}

// Counting builds the test binaries of a benchmark again, with hooks for callgrind.
func (m *Match) Counting(ctx context.Context, folder *scratch.Folder, b Benchmark) (both [2]gotest.Binary, err error) {
	plain := m.Binaries(b)
	for i := range m.Sides {
		c := &m.Sides[i]
		name := "count-" + filepath.Base(c.mirror.Folder)
		if both[i], err = counting(ctx, c.source, folder, c.packages[b.dir].Package, plain[i], name); err != nil {
			return both, fmt.Errorf("in the %s: %w", c.side, err)
		}
	}
	return both, nil
}

// counting builds a test binary with hooks for callgrind. If the source has other hooks,
// these replace them: of several overlays the last one holds.
func counting(ctx context.Context, source gotest.Source, folder *scratch.Folder, of gotest.Package, plain gotest.Binary, name string) (gotest.Binary, error) {
	if err := countingHooks(ctx, &source, folder, name); err != nil {
		return plain, err
	}
	plain.Path = filepath.Join(folder.Path, name+".test")
	return plain, source.Build(ctx, of, plain.Path)
}

// Costs counts the instructions of an operation of a benchmark by function, in two runs.
// The binary is one with hooks for callgrind. Allocated is the number of bytes per
// operation: nothing is collected, so they must fit in memory.
func Costs(ctx context.Context, binary gotest.Binary, name string, allocated float64) (callgrind.Costs, error) {
	most := math.Inf(1)
	if allocated > 0 {
		most = max(mostAllocated/allocated, 2)
	}
	short, err := countOnce(ctx, binary, name, int(min(countedFirst, most/2)))
	if err != nil {
		return callgrind.Costs{}, err
	}
	n := max(2*float64(short.Iterations), math.Round(countedAtOnce/max(1, short.PerOp())))
	long, err := countOnce(ctx, binary, name, int(min(n, most)))
	if err != nil {
		return callgrind.Costs{}, err
	}
	return long.Beyond(short)
}

// countOnce counts the instructions of n iterations. The error says so if that takes
// too long.
func countOnce(ctx context.Context, binary gotest.Binary, name string, n int) (callgrind.Count, error) {
	limit := slower * cmp.Or(binary.Limit, time.Minute)
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	got, err := callgrind.Run(limited, callgrind.Command{
		Binary: binary.Path, Dir: binary.Dir, Temp: filepath.Dir(binary.Path), Pattern: gotest.Exactly(name), Iterations: n, Args: binary.Args,
		Env: slices.Concat(os.Environ(), binary.Env, []string{"GOMAXPROCS=" + strconv.Itoa(binary.Procs)}),
	})
	switch {
	case ctx.Err() != nil:
		return got, ctx.Err()
	case limited.Err() != nil:
		return got, fmt.Errorf("it did not end under callgrind within %s (a longer timeout allows it)", limit)
	}
	return got, err
}
