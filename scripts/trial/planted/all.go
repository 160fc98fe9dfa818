package planted

import "github.com/bufbench/bufbench/bench"

// Effects to plant, as one part in so many: 0.3 %, 1 % and 2 %.
const (
	tiny  = 333
	small = 100
	some  = 50
)

// All is every work that this build has, by class.
func All() []Work {
	return append([]Work{
		{Name: "Sum16KiB", Class: "cache", Size: 16 * bench.KiB, Plants: []int{tiny, small}, open: sums(uncut)},
		{Name: "Sum512KiB", Class: "cache", Size: 512 * bench.KiB, Plants: []int{tiny, small}, open: sums(somePasses)},
		{Name: "Copy256KiB", Class: "cache", Size: 256 * bench.KiB, Plants: []int{tiny, small}, open: copies(somePasses)},
		{Name: "Clone4KiB", Class: "allocating", Size: 4 * bench.KiB, Plants: []int{some}, open: clones},
		{Name: "Clone400KiB", Class: "allocating", Size: 400 * bench.KiB, Plants: []int{some}, open: longClones},
		{Name: "Clone4000KiB", Class: "allocating", Size: 4000 * bench.KiB, Plants: []int{some}, open: longClones},
		{Name: "MapFile256KiB", Class: "faulting", Size: 256 * bench.KiB, Plants: []int{some}, open: mapsFile},
		{Name: "MapFresh16MiB", Class: "faulting", Size: 16 * bench.MiB, Plants: []int{some}, open: mapsFresh},
		{Name: "Sum64MiB", Class: "memory", Size: 64 * bench.MiB, Plants: []int{some}, Pages: bench.HugePages, open: sums(onePass)},
		{Name: "Copy16MiB", Class: "memory", Size: 16 * bench.MiB, Plants: []int{some}, Pages: bench.HugePages, open: copies(onePass)},
	}, native()...)
}

// Scenarios are the works as scenarios.
func Scenarios() []bench.Scenario {
	var list []bench.Scenario
	for _, w := range All() {
		list = append(list, w)
	}
	return list
}
