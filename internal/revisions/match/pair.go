package match

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/result"
)

// Side is the base or the head.
type Side int

// The sides.
const (
	Base Side = iota
	Head
)

// String returns base or head.
func (s Side) String() string {
	if s == Base {
		return "base"
	}
	return "head"
}

// Reading holds the values of one launch, by benchmark.
type Reading struct {
	N      int // iterations of a sample
	Values map[string][]result.Value
	Failed map[string]string // why a benchmark has no values
}

// ReadingOf returns the reading of a launch of one benchmark, with samples of n
// iterations. If why is not empty, the benchmark has failed.
func ReadingOf(name string, n int, values []result.Value, why string) Reading {
	if why != "" {
		return Reading{Failed: map[string]string{name: why}}
	}
	return Reading{N: n, Values: map[string][]result.Value{name: values}}
}

// Group is a set of benchmarks in the same launches.
type Group struct {
	Names []string
	Pair  Pair
}

// Pair measures some benchmarks of a group in a fresh process of each side. Layout says
// which layout of each side runs. If the sides run one after the other, their order is
// random. An error ends the whole run.
type Pair func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) ([2]Reading, error)

// OneByOne returns a Pair of two launches, one after the other.
func OneByOne(launch func(ctx context.Context, side Side, layout int, names []string) (Reading, error)) Pair {
	return func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) (got [2]Reading, err error) {
		first := Side(order.IntN(2))
		for _, side := range [2]Side{first, 1 - first} {
			if got[side], err = launch(ctx, side, layout[side], names); err != nil {
				return got, fmt.Errorf("measure the %s: %w", side, err)
			}
		}
		return got, nil
	}
}
