package plant

import (
	"fmt"
	"math"
	"strconv"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Work is a scenario of two arms. It implements [bench.Scenario].
type Work struct {
	Name   string
	Class  string // of its time: call, cache, copy or memory
	Size   bench.Bytes
	Plants []int        // effects to plant, as one part in so many, the smallest effect first
	Pages  launch.Pages // the kind for its buffers
	Make   Maker
}

// Maker makes the source of a block. The function it returns makes an arm on that, with
// operations of so many parts.
type Maker func(b *bench.Block, parts int) (func() Arm, error)

// Arm runs n operations of some parts each, and extra parts in each of them. Its checksum
// leaves out the extra ones.
type Arm struct {
	Run  func(n, extra int) uint64
	Hold func(func())
}

// Twin is the arm with the planted part. The other one is called copy.
const Twin = "twin"

// planted is the key of the axis of effects.
const planted = "plant"

// Case is the work's case with one part in so many planted; nothing if it is 0.
func (w Work) Case(parts int) bench.Case {
	value := "none"
	if parts > 0 {
		value = strconv.Itoa(parts)
	}
	return bench.Case{Size: w.Size, Passes: 1, Axes: []bench.Axis{{Key: planted, Value: value}}}
}

// Truth is the log ratio of the twin's time to the copy's, with one part in so many
// planted.
func Truth(parts int) float64 {
	if parts == 0 {
		return 0
	}
	return math.Log1p(1 / float64(parts))
}

// Describe implements [bench.Scenario].
func (w Work) Describe() bench.Info {
	values := []string{"none"}
	for _, parts := range w.Plants {
		values = append(values, strconv.Itoa(parts))
	}
	return bench.Info{
		Name:     w.Name,
		Question: "Does the twin take longer than the copy?",
		Grid: bench.Grid{
			Sizes: []bench.Bytes{w.Size}, Passes: []int{1}, Axes: []bench.Choice{{Key: planted, Values: values}},
		},
	}
}

// Rivals implements [bench.Scenario].
func (w Work) Rivals() []bench.Rival {
	return []bench.Rival{{Name: "copy", Kind: bench.Kernel}, {Name: Twin, Kind: bench.Kernel}}
}

// Open implements [bench.Scenario]: two arms on one source, opened in random
// order.
func (w Work) Open(b *bench.Block) ([]bench.Op, error) {
	parts, twin := w.Plants[len(w.Plants)-1], 0
	if value := b.Case.Get(planted); value != "none" {
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("plant %q in %s: want none or a number", value, w.Name)
		}
		parts, twin = n, 1
	}
	ops := make([]bench.Op, 2)
	another, err := w.Make(b, parts)
	if err != nil {
		return nil, err
	}
	for _, i := range b.Rand.Perm(2) {
		extra := twin * i
		a := another()
		ops[i] = bench.Op{Hold: a.Hold, Run: func(n int) uint64 { return a.Run(n, extra) }}
	}
	return ops, nil
}

// WorkScenarios returns works as scenarios.
func WorkScenarios(works []Work) []bench.Scenario {
	scenarios := make([]bench.Scenario, len(works))
	for i, w := range works {
		scenarios[i] = w
	}
	return scenarios
}
