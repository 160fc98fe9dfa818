package gotest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Amounts are what the process of a benchmark does per operation. A count below 0 is
// unknown on this system.
type Amounts struct {
	Calls    float64 // from Go into C
	Requests float64 // system calls that read or write
	Bytes    float64 // that these move
	Faults   float64 // page faults without waiting for a disk
}

// amountsTaken and amountsWarm are the runs of a count, and the first ones of them, which
// grow the heap.
const amountsTaken, amountsWarm = 4, 1

// amountsVariable names the file for the notes of a binary with [TurnsOverlay].
const amountsVariable = "BUFBENCH_AMOUNTS"

// noteOf takes a note of a run apart: its iterations, four counts, and the name of the
// benchmark. It is nil if the line is no note.
func noteOf(line string) []string {
	if fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 6); len(fields) == 6 {
		return fields
	}
	return nil
}

// Count counts what n operations do, and what twice as many do, in a process each. What both
// have is set-up, and drops out. The binary must be built with [TurnsOverlay]. Operations so
// long that n is 1 are counted in one run.
func (b Binary) Count(ctx context.Context, name string, n int) (a Amounts, err error) {
	dir, err := os.MkdirTemp(filepath.Dir(b.Path), "amounts")
	if err != nil {
		return a, err
	}
	defer os.RemoveAll(dir)
	var counts [2][4]float64
	for i, n := range [2]int{n, 2 * n} {
		if counts[i], err = b.amounts(ctx, name, n, filepath.Join(dir, strconv.Itoa(n))); err != nil {
			return a, err
		}
	}
	var per [4]float64
	for i := range per {
		if per[i] = -1; counts[0][i] >= 0 && counts[1][i] >= 0 {
			per[i] = max(0, counts[1][i]-counts[0][i]) / float64(n)
		}
	}
	return Amounts{Calls: per[0], Requests: per[1], Bytes: per[2], Faults: per[3]}, nil
}

// amounts are the counts of a run of n operations, in the middle of several runs.
func (b Binary) amounts(ctx context.Context, name string, n int, file string) (counts [4]float64, err error) {
	taken, warm := amountsTaken, amountsWarm
	if n <= 2 {
		taken, warm = 1, 0
	}
	b.Env = append(b.Env[:len(b.Env):len(b.Env)], amountsVariable+"="+file)
	p := b.exec(ctx, Launch{Names: []string{name}, N: n, Count: taken}.args()...)
	switch {
	case ctx.Err() != nil:
		return counts, ctx.Err()
	case p.err != nil || p.hung:
		return counts, fmt.Errorf("count what %s does: %s", name, why(p))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return counts, fmt.Errorf("count what %s does: nothing was noted: %w", name, err)
	}
	runs := amountsOf(string(text), name, n)
	if len(runs) != taken {
		return counts, fmt.Errorf("count what %s does: %d runs of %d operations were noted, want %d", name, len(runs), n, taken)
	}
	for i := range counts {
		var all []float64
		for _, run := range runs[warm:] {
			all = append(all, run[i])
		}
		counts[i] = interval.TrimmedMean(all, 0.5)
	}
	return counts, nil
}

// amountsOf are the noted runs of n operations of a benchmark.
func amountsOf(text, name string, n int) (runs [][4]float64) {
	for line := range strings.Lines(text) {
		fields := noteOf(line)
		if fields == nil || fields[0] != strconv.Itoa(n) || fields[5] != name {
			continue
		}
		var run [4]float64
		for i := range run {
			run[i], _ = strconv.ParseFloat(fields[i+1], 64)
		}
		runs = append(runs, run)
	}
	return runs
}
