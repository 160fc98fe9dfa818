package match

import (
	"context"
	"math"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

const (
	// countedAtOnce is about how many instructions one count has. Callgrind needs some
	// tenths of a second for them, less than for its start.
	countedAtOnce = 2e6
	// countedFirst is the number of iterations of the first count.
	countedFirst = 8
	// slower is the maximum factor between the times under callgrind and without.
	slower = 10
	// mostAllocated is the maximum number of allocated bytes: nothing is collected.
	mostAllocated = 256 << 20
)

// counts returns the groups for counting instructions. Each has one benchmark, because a
// process has one count.
func (m *Match) counts(ctx context.Context) ([]Group, error) {
	var groups []Group
	var fit []Benchmark
	for _, b := range m.Benchmarks {
		m.spec.Say("counting %s", b.title())
		binaries := m.pair(b.dir, [2]int{})
		why, err := b.countedIterations(ctx, binaries[Base], m.spec.Sampling)
		if err != nil {
			return nil, err
		}
		if why != "" {
			m.fail(b.title(), "in the base: "+why)
			continue
		}
		fit = append(fit, b)
		groups = append(groups, Group{Names: []string{b.Name}, Pair: OneByOne(func(ctx context.Context, side Side, _ int, _ []string) (Reading, error) {
			values, why, err := b.count(ctx, binaries[side])
			return ReadingOf(b.Name, b.n, values, why), err
		})})
	}
	m.Benchmarks = fit
	return groups, nil
}

// countedIterations finds how many iterations one count has. It uses a count and not a
// time, so the number is the same every time. The instructions around the loop are a
// constant; each iteration bears a part of it.
func (b *Benchmark) countedIterations(ctx context.Context, binary gotest.Binary, s Sampling) (why string, err error) {
	if s.Iterations > 0 {
		b.n = s.Iterations
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

// count counts the instructions of a benchmark and reads its allocations. Why is a
// failure of the benchmark. The error is the end of ctx.
func (b Benchmark) count(ctx context.Context, binary gotest.Binary) (values []result.Value, why string, err error) {
	got, err := countOnce(ctx, binary, b.Name, b.n)
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case err != nil:
		return nil, err.Error(), nil
	}
	values = []result.Value{{Unit: result.Instructions, X: got.PerOp()}}
	for _, v := range binary.Read(got.Output, b.Name, b.n) {
		if v.Unit == "allocs/op" { // bytes vary a little, and so few counts cannot tell
			values = append(values, v)
		}
	}
	return values, "", nil
}
