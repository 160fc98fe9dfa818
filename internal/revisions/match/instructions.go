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
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

const (
	// countedAtOnce is how many instructions a count is of, about: some tenth of a
	// second under callgrind, which takes longer to start.
	countedAtOnce = 2e6
	// countedFirst is how many iterations find that out.
	countedFirst = 8
	// slower is how many times longer than by itself a benchmark may take.
	slower = 10
	// mostAllocated is how many bytes they may allocate: nothing is collected.
	mostAllocated = 256 << 20
)

// counts makes the launches that count: each of one benchmark, because a process
// has one count.
func (m *Match) counts(ctx context.Context) ([]alternate.Group, error) {
	var groups []alternate.Group
	var fit []Benchmark
	for _, b := range m.Benchmarks {
		m.wish.Say("counting %s %s", b.Package, b.Name)
		why, err := b.countedIterations(ctx, m.Sides[alternate.Base].packages[b.dir].binaries[0], m.wish)
		if err != nil {
			return nil, err
		}
		if why != "" {
			m.Failed = append(m.Failed, Note{b.Package + " " + b.Name, "in the base: " + why})
			continue
		}
		fit = append(fit, b)
		groups = append(groups, alternate.Group{Names: []string{b.Name}, Pair: alternate.Launches(func(ctx context.Context, side alternate.Side, _ int, _ []string) (alternate.Launched, error) {
			values, why, err := b.count(ctx, m.Sides[side].packages[b.dir].binaries[0])
			return alternate.Single(b.Name, b.n, values, why), err
		})})
	}
	m.Benchmarks = fit
	return groups, nil
}

// countedIterations finds how many iterations are counted at once: by a count, not
// by a time, so that it is the same every time. What surrounds the loop is a
// constant, of which each iteration bears a part.
func (b *Benchmark) countedIterations(ctx context.Context, binary gotest.Binary, w Wish) (why string, err error) {
	if w.Iterations > 0 {
		b.n = w.Iterations
		return "", nil
	}
	most := math.Inf(1)
	if b.allocated > 0 {
		most = mostAllocated / b.allocated
	}
	b.n = max(1, int(min(countedFirst, most)))
	values, why, err := b.count(ctx, binary)
	if why != "" || err != nil {
		return why, err
	}
	n := math.Exp2(math.Round(math.Log2(countedAtOnce / max(1, values[0].X))))
	b.n = max(1, int(min(n, most)))
	return "", nil
}

// count counts the instructions of a benchmark, and reads what it allocates. Why it
// has no count is a failure of that benchmark; the error is that ctx ended.
func (b Benchmark) count(ctx context.Context, binary gotest.Binary) (values []result.Value, why string, err error) {
	limited, cancel := context.WithTimeout(ctx, slower*cmp.Or(binary.Limit, time.Minute))
	defer cancel()
	got, err := callgrind.Run(limited, callgrind.Command{
		Binary: binary.Path, Dir: binary.Dir, Temp: filepath.Dir(binary.Path), Pattern: gotest.Exactly(b.Name), Iterations: b.n, Args: binary.Args,
		Env: slices.Concat(os.Environ(), binary.Env, []string{"GOMAXPROCS=" + strconv.Itoa(binary.Procs)}),
	})
	if ctx.Err() != nil {
		return nil, "", ctx.Err()
	}
	if limited.Err() != nil {
		return nil, fmt.Sprintf("it did not end under callgrind within %s (-timeout gives it longer)", slower*cmp.Or(binary.Limit, time.Minute)), nil
	}
	if err != nil {
		return nil, err.Error(), nil
	}
	values = []result.Value{{Unit: result.Instructions, X: got.PerOp()}}
	for _, v := range binary.Read(got.Output, b.Name, b.n) {
		if v.Unit == "allocs/op" { // bytes vary a little, which so few counts cannot tell
			values = append(values, v)
		}
	}
	return values, "", nil
}

// Counted is a benchmark with its counts: the values of each process.
type Counted struct {
	Benchmark
	Lines [][]result.Value
}

const (
	// FewestCounts show that a count is exact, where they are all the same.
	FewestCounts = 3
	// mostCounts are taken where they are not.
	mostCounts = 10
)

// Counting is what was counted of packages.
type Counting struct {
	Go      string // version of the go command that built them
	Counted []Counted
	Failed  []Note // what could not be counted
	Skipped []Note // by itself
}

// Count counts the instructions of the benchmarks of packages as they lie there,
// of no revision.
func Count(ctx context.Context, folder *scratch.Folder, w Wish) (all Counting, err error) {
	source, err := w.source(w.Dir, folder)
	if err == nil {
		err = countingHooks(ctx, &source, folder, "a")
	}
	if err == nil {
		all.Go, err = source.Setting(ctx, "GOVERSION")
	}
	if err != nil {
		return all, err
	}
	found, err := source.Packages(ctx, w.Patterns)
	if err != nil {
		return all, err
	}
	for i, p := range found {
		switch {
		case p.Missing != "":
			return all, usagef("there is no package %s: %s", p.Path, brief(p.Missing))
		case len(p.Benchmarks) == 0 && !p.Unread:
			continue
		}
		binary := gotest.Binary{Path: filepath.Join(folder.Path, fmt.Sprintf("%d.test", i)), Dir: p.Dir, Env: source.Env, Procs: w.Procs, Args: w.Args, Limit: w.Timeout}
		w.Say("building the benchmarks of %s", p.Path)
		if err := source.Build(ctx, p, binary.Path); err != nil {
			return all, err
		}
		if err := all.add(ctx, p, binary, w); err != nil {
			return all, err
		}
	}
	return all, nil
}

// add counts the benchmarks of a package. The error is that ctx ended.
func (c *Counting) add(ctx context.Context, p gotest.Package, binary gotest.Binary, w Wish) error {
	found, err := binary.Discover(ctx, w.Bench, w.discoverFor())
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.Failed = append(c.Failed, Note{p.Path, err.Error()})
	}
	for _, f := range found {
		what := p.Path + " " + f.Name
		switch {
		case f.Failed:
			c.Failed = append(c.Failed, Note{what, f.Said})
			continue
		case f.Skipped:
			c.Skipped = append(c.Skipped, Note{what, "skipped: " + f.Said})
			continue
		}
		one := Counted{Benchmark: Benchmark{Package: p.Path, Name: f.Name, nanos: w.nanosOf(f), allocated: valueOf(f, "B/op")}}
		w.Say("counting %s", what)
		why, err := one.countedIterations(ctx, binary, w)
		if why == "" && err == nil {
			why, err = one.take(ctx, binary)
		}
		switch {
		case err != nil:
			return err
		case why != "":
			c.Failed = append(c.Failed, Note{what, why})
			continue
		}
		c.Counted = append(c.Counted, one)
	}
	return nil
}

// take counts until the counts are known to be exact, or there are enough.
func (c *Counted) take(ctx context.Context, binary gotest.Binary) (why string, err error) {
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
