package main

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// cost is something to plant in an operation, and the row that must find it.
type cost struct {
	name string
	row  budget.Row
	cost bench.Cost
	open func(b *bench.Block) (pay func(), err error)
}

// costs are what this build can plant.
func costs() []cost {
	return append([]cost{
		{"alloc", budget.Allocation, bench.Cost{Allocs: 1}, allocating},
		{"move", budget.Moving, bench.Cost{Copied: copied}, copying},
	}, systemCosts()...)
}

// The sizes of what is planted.
const (
	allocated = 4 * bench.KiB
	copied    = 64 * bench.KiB
)

func allocating(*bench.Block) (func(), error) {
	return func() { _ = fresh() }, nil
}

//go:noinline
func fresh() []byte { return make([]byte, allocated) }

func copying(b *bench.Block) (func(), error) {
	from, to := b.Touched(copied), b.Touched(copied)
	return func() { copy(to, from) }, nil
}

// plain is the arm with nothing planted. The others are named by their costs: two of them,
// or one and the word alone.
const (
	plain = "plain"
	alone = "alone"
)

// planted is the scenario: a plain operation that reads, and the same with each cost and
// with each two of them.
func planted() bench.Of[[]byte] {
	s := bench.Of[[]byte]{
		Info: bench.Info{
			Name: "Planted", Question: "Does the budget find it?", Kernel: kernel.Sum,
			Grid: bench.Grid{Sizes: []bench.Bytes{copied}, Passes: []int{1}},
		},
		Source: (*bench.Block).Data,
		Arms:   []bench.Arm[[]byte]{armOf(plain)},
	}
	all := costs()
	for i, one := range all {
		s.Arms = append(s.Arms, armOf(one.name+"-"+alone, one))
		for _, other := range all[i+1:] {
			s.Arms = append(s.Arms, armOf(one.name+"-"+other.name, one, other))
		}
	}
	return s
}

// armOf is an operation that reads the source, and pays some costs. It is of no kind to be
// proven: it is no way to the data.
func armOf(name string, planted ...cost) bench.Arm[[]byte] {
	return bench.Arm[[]byte]{Name: name, Kind: bench.Kernel, Open: func(b *bench.Block, src []byte) (bench.Op, error) {
		op := bench.Op{}
		var pay []func()
		for _, one := range planted {
			f, err := one.open(b)
			if err != nil {
				return op, err
			}
			pay = append(pay, f)
			op.Cost.Copied += one.cost.Copied
			op.Cost.Allocs += one.cost.Allocs
		}
		consume, passes := b.Kernel, b.Case.Passes
		op.Run = func(n int) (sum uint64) {
			for range n {
				for _, f := range pay {
					f()
				}
				sum += consume(src, passes)
			}
			return sum
		}
		return op, nil
	}}
}
