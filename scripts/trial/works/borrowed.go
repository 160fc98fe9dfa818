package works

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// borrowed runs an arm of a real scenario: a part is one operation of it. Twin and copy
// are the same op, because it keeps nothing from one operation to the next.
func borrowed(b *bench.Block, s bench.Scenario, name string, axes []bench.Axis, parts int) (func() plant.Arm, error) {
	own := b.Case
	defer func() { b.Case = own }()
	b.Case = bench.Case{Size: own.Size, Passes: 1, Axes: axes}
	ops, err := s.Open(b)
	if err != nil {
		return nil, err
	}
	for i, r := range s.Rivals() {
		if r.Name == name {
			return plant.Repeated(parts, ops[i].Run, ops[i].Hold), nil
		}
	}
	return nil, fmt.Errorf("%s has no arm %s", s.Describe().Name, name)
}
