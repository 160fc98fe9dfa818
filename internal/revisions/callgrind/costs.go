package callgrind

import (
	"cmp"
	"fmt"
	"slices"
)

// Costs are the instructions of an operation by function. What a longer run has no more of
// than a shorter one is in none of them: the hooks, and a set-up within the timer.
type Costs struct {
	PerOp     float64
	Functions []Cost // that with the most instructions first
}

// Cost is what a function takes itself.
type Cost struct {
	Function     string
	Instructions float64
}

// Beyond returns what each further operation of a run takes, compared with a shorter run.
func (c Count) Beyond(shorter Count) (Costs, error) {
	ops := float64(c.Iterations - shorter.Iterations)
	if ops <= 0 || c.Instructions < shorter.Instructions {
		return Costs{}, fmt.Errorf("%d iterations take %d instructions, and %d take %d: the work of an iteration varies",
			shorter.Iterations, shorter.Instructions, c.Iterations, c.Instructions)
	}
	more := func(n, fewer uint64) float64 { return (float64(n) - float64(fewer)) / ops }
	all := Costs{PerOp: more(c.Instructions, shorter.Instructions)}
	for name, n := range c.self {
		if own := more(n, shorter.self[name]); own != 0 {
			all.Functions = append(all.Functions, Cost{name, own})
		}
	}
	slices.SortFunc(all.Functions, func(x, y Cost) int {
		return cmp.Or(cmp.Compare(y.Instructions, x.Instructions), cmp.Compare(x.Function, y.Function))
	})
	return all, nil
}
