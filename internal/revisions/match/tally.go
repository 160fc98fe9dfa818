package match

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

const (
	// FewestCounts is the number of equal counts that shows a count to be exact.
	FewestCounts = 3
	// mostCounts is the number of counts if they are not equal.
	mostCounts = 10
)

// Tally is the result of counting the instructions of packages.
type Tally struct {
	Programs []string // paths of the test binaries
	Counts   []Count
	Failed   []Note // benchmarks that cannot be counted
	Skipped  []Note // benchmarks that skip themselves
}

// Count is a benchmark with its counts: the values of each process.
type Count struct {
	Benchmark
	Lines [][]result.Value
}

// CountInstructions counts the instructions of the benchmarks of packages as they
// are, without any revision.
func CountInstructions(ctx context.Context, folder *scratch.Folder, of Packages, say func(format string, args ...any)) (all Tally, err error) {
	source, err := of.source(of.Dir, folder)
	if err == nil {
		err = countingHooks(ctx, &source, folder, "a")
	}
	if err != nil {
		return all, err
	}
	found, err := source.Packages(ctx, of.Patterns)
	if err != nil {
		return all, err
	}
	for i, p := range found {
		switch {
		case p.Missing != "":
			return all, option.Errorf("", "there is no package %s: %s", p.Path, brief(p.Missing))
		case len(p.Benchmarks) == 0 && !p.Unread:
			continue
		}
		c := counter{of: of, binary: of.binary(filepath.Join(folder.Path, fmt.Sprintf("%d.test", i)), p.Dir, source.Env), say: say, Tally: &all}
		say("building the benchmarks of %s", p.Path)
		if err := source.Build(ctx, p, c.binary.Path); err != nil {
			return all, err
		}
		all.Programs = append(all.Programs, c.binary.Path)
		if err := c.add(ctx, p); err != nil {
			return all, err
		}
	}
	return all, nil
}

// counter counts the benchmarks of one package.
type counter struct {
	of     Packages
	binary gotest.Binary
	say    func(format string, args ...any)
	*Tally
}

// add adds the counts of the package. The error is the end of ctx.
func (c counter) add(ctx context.Context, p gotest.Package) error {
	length := Sampling{}.discovery()
	found, err := c.binary.Discover(ctx, c.of.Bench, length)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.Failed = append(c.Failed, Note{p.Path, err.Error()})
	}
	for _, d := range found {
		one := Count{Benchmark: Benchmark{Package: p.Path, Name: d.Name, timing: timing{nanos: nanosOf(d, length), allocated: valueOf(d, "B/op")}}}
		switch {
		case d.Failed:
			c.Failed = append(c.Failed, Note{one.title(), d.Said})
			continue
		case d.Skipped:
			c.Skipped = append(c.Skipped, Note{one.title(), "skipped: " + d.Said})
			continue
		}
		c.say("counting %s", one.title())
		why, err := one.countedIterations(ctx, c.binary, Sampling{})
		if why == "" && err == nil {
			why, err = one.take(ctx, c.binary)
		}
		switch {
		case err != nil:
			return err
		case why != "":
			c.Failed = append(c.Failed, Note{one.title(), why})
		default:
			c.Counts = append(c.Counts, one)
		}
	}
	return nil
}

// take counts until the counts are known to be exact, or there are enough of them.
func (c *Count) take(ctx context.Context, binary gotest.Binary) (why string, err error) {
	for len(c.Lines) < mostCounts {
		values, why, err := c.count(ctx, binary)
		if why != "" || err != nil {
			return why, err
		}
		c.Lines = append(c.Lines, values)
		if len(c.Lines) == FewestCounts && !slices.ContainsFunc(c.Lines, func(l []result.Value) bool { return l[0] != c.Lines[0][0] }) {
			break
		}
	}
	return "", nil
}
