package planted

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
	Class  string // what its time is made of
	Size   bench.Bytes
	Plants []int        // effects to plant: one part in so many; they run from small to large effects
	Pages  launch.Pages // that its buffers ask for
	Make   Maker
}

// Maker makes the source of a block; its function makes an arm on it, whose life
// has so many parts.
type Maker func(b *bench.Block, parts int) (func() Arm, error)

// Arm runs n lives of some parts each, with extra parts in each of them: it
// returns the checksum of the former.
type Arm struct {
	Run  func(n, extra int) uint64
	Hold func(func())
}

// Twin is the arm that does more where something is planted; the other is called
// copy.
const Twin = "twin"

// plant is the key of the axis that says what is planted.
const plant = "plant"

// Case is the work's case with one part in so many planted; none if it is 0.
func (w Work) Case(parts int) bench.Case {
	value := "none"
	if parts > 0 {
		value = strconv.Itoa(parts)
	}
	return bench.Case{Size: w.Size, Passes: 1, Axes: []bench.Axis{{Key: plant, Value: value}}}
}

// Truth is the log of how much longer the twin takes.
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
			Sizes: []bench.Bytes{w.Size}, Passes: []int{1}, Axes: []bench.Choice{{Key: plant, Values: values}},
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
	parts, planted := w.Plants[len(w.Plants)-1], 0
	if value := b.Case.Get(plant); value != "none" {
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("plant %q in %s: want none or a number", value, w.Name)
		}
		parts, planted = n, 1
	}
	ops := make([]bench.Op, 2)
	another, err := w.Make(b, parts)
	if err != nil {
		return nil, err
	}
	for _, i := range b.Rand.Perm(2) {
		extra := planted * i
		a := another()
		ops[i] = bench.Op{Hold: a.Hold, Run: func(n int) uint64 { return a.Run(n, extra) }}
	}
	return ops, nil
}
