// Package spins plants break-evens. Its scenarios have arms that spin for known numbers
// of iterations, so the size or the number of passes at which both cost the same is
// known, too.
package spins

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Spin is a scenario whose arms read their bytes and spin for known numbers of
// iterations.
type Spin struct {
	Name       string
	Along      bench.Class // [bench.BreakEvenSize] or [bench.BreakEvenPasses]
	Copy, View Cost
}

// Cost says for how many iterations an operation spins.
type Cost struct {
	Setup  float64 // whatever the case
	Byte   float64 // for each byte
	Passed float64 // for each byte and pass
}

// iterations of one operation in a case.
func (c Cost) iterations(at bench.Case) int {
	n := float64(at.Size)
	return int(c.Setup + c.Byte*n + c.Passed*n*float64(at.Passes) + 0.5)
}

// size is the size of scenarios along the passes.
const size = 1 * bench.KiB

// Truth is the size, or the number of passes, at which both arms spin alike; 0
// where there is none.
func (s Spin) Truth() float64 {
	setup, slope := s.View.Setup-s.Copy.Setup, s.Copy.Byte-s.View.Byte
	if s.Along == bench.BreakEvenPasses {
		setup += (s.View.Byte - s.Copy.Byte) * float64(size)
		slope = (s.Copy.Passed - s.View.Passed) * float64(size)
	} else {
		slope += s.Copy.Passed - s.View.Passed // one pass
	}
	return max(setup/slope, 0)
}

// All lists what is planted. Set-ups take hundreds of iterations: a processor works
// ahead by some hundred instructions, and must do so in both arms alike.
func All() []Spin {
	var all []Spin
	for i, at := range []float64{400, 700, 1100, 1800, 2500, 4100, 6500, 9900, 15000, 30000} {
		slope := 0.1 * float64(1+i%4)
		all = append(all, Spin{
			Name: "Size" + string(rune('A'+i)), Along: bench.BreakEvenSize,
			Copy: Cost{Setup: 500, Byte: 0.25 + slope}, View: Cost{Setup: 500 + at*slope, Byte: 0.25},
		})
	}
	for i, at := range []float64{1.5, 2.2, 2.9, 3.6, 4.4, 5.5, 7, 9, 11.5, 14} {
		slope := 0.2 * float64(1+i%3)
		all = append(all, Spin{
			Name: "Passes" + string(rune('A'+i)), Along: bench.BreakEvenPasses,
			Copy: Cost{Setup: 500, Byte: at * slope, Passed: 0.3}, View: Cost{Setup: 500, Passed: 0.3 + slope},
		})
	}
	return all
}

// Describe implements [bench.Scenario].
func (s Spin) Describe() bench.Info {
	info := bench.Info{
		Name: s.Name, Question: "Where do both spin as long?", Class: []bench.Class{s.Along}, Kernel: kernel.Sum,
		Grid: bench.Grid{Sizes: []bench.Bytes{64, 256, 1 * bench.KiB, 4 * bench.KiB, 16 * bench.KiB, 64 * bench.KiB}},
	}
	if s.Along == bench.BreakEvenPasses {
		info.Grid = bench.Grid{Sizes: []bench.Bytes{size}, Passes: []int{1, 2, 4, 8, 16}}
	}
	return info
}

// Rivals implements [bench.Scenario]. Both look at the bytes in place, and differ only
// in how long they spin.
func (s Spin) Rivals() []bench.Rival {
	return []bench.Rival{{Name: "copy", Kind: bench.View}, {Name: "view", Kind: bench.View}}
}

// Open implements [bench.Scenario].
func (s Spin) Open(b *bench.Block) ([]bench.Op, error) {
	if b.Kernel == nil {
		b.Kernel = kernel.Sum
	}
	src, err := b.Data()
	if err != nil {
		return nil, fmt.Errorf("make the source: %w", err)
	}
	consume, passes := b.Kernel, b.Case.Passes
	arm := func(c Cost) bench.Op {
		iterations := c.iterations(b.Case)
		return bench.Op{Run: func(n int) (sum uint64) {
			for range n {
				read := consume(src, passes)
				sum += read + spin(read, iterations) // it begins when the bytes are read
			}
			return sum
		}}
	}
	return []bench.Op{arm(s.Copy), arm(s.View)}, nil
}

// spin takes time in proportion to n, each step waiting for the one before, and
// returns 0.
//
//go:noinline
func spin(x uint64, n int) uint64 {
	x |= 1
	for range n {
		x = x*x | 1 // odd for ever
	}
	return (x & 1) - 1
}
