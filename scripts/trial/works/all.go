package works

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// Effects to plant, as one part in so many: 0.3 %, 1 % and 2 %.
const (
	tiny  = 333
	small = 100
	some  = 50
)

// All is every work that this build has, by class: those of the trial, and those of
// "bufbench doctor -calibrate". So its calibrations can be held against the trial.
func All() []plant.Work {
	return slices.Concat(own(), native(), doctors())
}

// doctors are the doctor's works, in classes of their own.
func doctors() []plant.Work {
	works := plant.Same()
	for i := range works {
		works[i].Class = "doctor-" + works[i].Class
	}
	return works
}

func own() []plant.Work {
	return []plant.Work{
		{Name: "Sum16KiB", Class: "cache", Size: 16 * bench.KiB, Plants: []int{tiny, small}, Make: plant.Sums(plant.Uncut)},
		{Name: "Sum512KiB", Class: "cache", Size: 512 * bench.KiB, Plants: []int{tiny, small}, Make: plant.Sums(somePasses)},
		{Name: "Copy256KiB", Class: "cache", Size: 256 * bench.KiB, Plants: []int{tiny, small}, Make: plant.Copies(somePasses)},
		{Name: "Clone4KiB", Class: "allocating", Size: 4 * bench.KiB, Plants: []int{some}, Make: plant.Clones},
		{Name: "Clone400KiB", Class: "allocating", Size: 400 * bench.KiB, Plants: []int{some}, Make: plant.LongClones},
		{Name: "Clone4000KiB", Class: "allocating", Size: 4000 * bench.KiB, Plants: []int{some}, Make: plant.LongClones},
		{Name: "MapFile256KiB", Class: "faulting", Size: 256 * bench.KiB, Plants: []int{some}, Make: mapsFile},
		{Name: "MapFresh16MiB", Class: "faulting", Size: 16 * bench.MiB, Plants: []int{some}, Make: mapsFresh},
		{Name: "Sum64MiB", Class: "memory", Size: 64 * bench.MiB, Plants: []int{some}, Pages: launch.HugePages, Make: plant.Sums(plant.OnePass)},
		{Name: "Copy16MiB", Class: "memory", Size: 16 * bench.MiB, Plants: []int{some}, Pages: launch.HugePages, Make: plant.Copies(plant.OnePass)},
	}
}

// Scenarios are the works as scenarios.
func Scenarios() []bench.Scenario { return plant.WorkScenarios(All()) }

// somePasses cuts a pass such that an operation of 333 or 100 parts is whole passes: 9 of
// 37 parts, or 10 of 10.
func somePasses(parts int) int {
	if parts%37 == 0 {
		return 37
	}
	return 10
}
