package match

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

const (
	// profiledNanos is how long a benchmark runs under the CPU profiler, in nanoseconds
	// and in the mean over both sides. The profiler takes 100 samples per second.
	profiledNanos = 2e9
	// recordedNanos is how long a benchmark would run without the record of every
	// allocation, in nanoseconds.
	recordedNanos = 2e7
)

// Profiles are the profiles of both sides of a benchmark, with their differences.
type Profiles struct {
	Files       [2]string
	Differences []profdiff.Difference
}

// Profile profiles both sides of a benchmark, for the same number of iterations, and
// compares the profiles. The files go to an existing folder.
func (m *Match) Profile(ctx context.Context, b Benchmark, kind gotest.Profile, folder string) (p Profiles, err error) {
	if folder, err = filepath.Abs(folder); err != nil { // a benchmark runs in another
		return p, err
	}
	nanos, samples := profiledNanos, []string{"cpu"}
	if kind == gotest.Memory {
		nanos, samples = recordedNanos, []string{"alloc_space", "alloc_objects"}
	}
	n := b.profiled(nanos)
	var sides [2]profdiff.Side
	for i := range m.Sides {
		side := Side(i)
		p.Files[i] = filepath.Join(folder, fmt.Sprintf("%s-%s.%s.pprof", fileName(b), side, kind))
		part := filepath.Join(m.scratch, filepath.Base(p.Files[i])) // a killed benchmark leaves half of it
		ops, err := m.Sides[i].packages[b.dir].binaries[0].Profile(ctx, b.Name, n, kind, part)
		if err == nil {
			err = keepCopy(p.Files[i], part)
		}
		if err == nil {
			sides[i], err = profdiff.Read(p.Files[i], ops)
		}
		if err != nil {
			return p, fmt.Errorf("in the %s: %w", side, err)
		}
	}
	for _, sample := range samples {
		d, err := profdiff.Diff(sides[Base], sides[Head], sample)
		if err != nil {
			return p, err
		}
		p.Differences = append(p.Differences, d)
	}
	return p, nil
}

// profiled returns how many iterations take so many nanoseconds in the mean over both
// sides. So the slower side takes twice as long at most, however slow it is. The runs of
// the sides tell only how many times slower: a busy machine makes single runs longer.
func (b Benchmark) profiled(nanos float64) int {
	mean := b.nanos
	if fast, slow := min(b.runs[Base].nanos, b.runs[Head].nanos), max(b.runs[Base].nanos, b.runs[Head].nanos); fast > 0 {
		mean *= (1 + slow/fast) / 2
	}
	return max(1, int(min(nanos/max(mean, shortestIteration), mostIterations)))
}

// keepCopy writes a copy of a file, and removes the file.
func keepCopy(to, from string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return errors.Join(wholefile.Write(to, text), os.Remove(from))
}

// fileName returns the name of a benchmark as a part of the name of a file.
func fileName(b Benchmark) string {
	const most = 100
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=._-", r) {
			return r
		}
		return '_'
	}, filepath.Base(b.Package)+"."+b.Name)
	return name[:min(len(name), most)]
}
