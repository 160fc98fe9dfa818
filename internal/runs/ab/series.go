package ab

import (
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// pair holds the values of two adjacent launches, one of each side.
type pair struct {
	n      int               // iterations of a sample of either side
	values [2][]result.Value // by side
	layout [2]int            // by side
}

// series holds the pairs of one benchmark in the order of their measurement.
type series struct {
	name    string
	index   int // among all benchmarks of the run
	layouts int // how many layouts each side has; 0 without random layouts
	pairs   []pair
	spent   time.Duration // its share of the time of the launches
	failed  string        // why it cannot be measured; empty if it can
	enough  bool
}

// done reports whether nothing more is measured of the benchmark.
func (s *series) done() bool { return s.enough || s.failed != "" }

func (s *series) add(got [2]match.Reading, name string, layout [2]int) {
	values := [2][]result.Value{got[match.Base].Values[name], got[match.Head].Values[name]}
	s.pairs = append(s.pairs, pair{got[match.Base].N, values, layout})
}

// unit returns the first unit of the series: the time, or else the first metric.
func (s *series) unit() string { return s.pairs[0].values[match.Base][0].Unit }

// each applies a function to both values of a unit in each pair. It leaves out pairs
// without the unit on either side.
func (s *series) each(unit string, of func(base, head float64) float64) []float64 {
	var all []float64
	for _, p := range s.pairs {
		if a, b, ok := p.get(unit); ok {
			all = append(all, of(a, b))
		}
	}
	return all
}

// get returns both values of a unit. It is not ok if a side lacks the unit.
func (p pair) get(unit string) (base, head float64, ok bool) {
	base, hasBase := get(p.values[match.Base], unit)
	head, hasHead := get(p.values[match.Head], unit)
	return base, head, hasBase && hasHead
}

func get(values []result.Value, unit string) (float64, bool) {
	for _, v := range values {
		if v.Unit == unit {
			return v.X, true
		}
	}
	return 0, false
}
