//go:build cgo

package works

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"github.com/bufbench/bufbench/scenarios/python"
)

// native are the works that need C.
func native() []plant.Work {
	return []plant.Work{
		{Name: "CgoCall", Class: "call", Size: 64, Plants: []int{tiny, small}, Make: calls},
		{Name: "PythonCopy4KiB", Class: "python", Size: 4 * bench.KiB, Plants: []int{some}, Make: pythons("copy")},
		{Name: "PythonView4KiB", Class: "python", Size: 4 * bench.KiB, Plants: []int{some}, Make: pythons("view")},
	}
}

// calls crosses into C and back.
func calls(b *bench.Block, parts int) (func() plant.Arm, error) {
	for _, r := range kernel.References() {
		if r.Role == reference.Probe("cgo-call") {
			return plant.Repeated(parts, r.Open(reference.Ground{Case: b.Case}).Run, nil), nil
		}
	}
	return nil, b.Skip("this build has no call into C", "CGO_ENABLED=1")
}

// pythons runs an arm of PyBuffer on a bytes object.
func pythons(name string) plant.Maker {
	return func(b *bench.Block, parts int) (func() plant.Arm, error) {
		if err := python.PyBuffer.Ready(); err != nil {
			return nil, err
		}
		return borrowed(b, python.PyBuffer, name, []bench.Axis{{Key: "object", Value: "bytes"}}, parts)
	}
}
