package alternate

import (
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

// Side is one of two.
type Side int

// The sides.
const (
	Base Side = iota
	Head
)

// String is base or head.
func (s Side) String() string {
	if s == Base {
		return "base"
	}
	return "head"
}

// Pair is two adjacent launches, one of each side.
type Pair struct {
	N      int               // iterations of a sample of either side
	Values [2][]result.Value // by side
	Layout [2]int            // which of its layouts each side had
}

// Series is the pairs of one benchmark, in the order in which they were measured.
type Series struct {
	Name  string
	Index int // among all benchmarks of the plan
	// Layouts is how many layouts of each side were drawn from; 0 if there was one.
	Layouts int
	Pairs   []Pair
	Spent   time.Duration // its share of the launches so far
	Failed  string        // why it was given up; empty where it was not

	enough bool
}

// Each is what a function of two values makes of the pairs in one unit. Pairs that
// lack the unit on either side are left out.
func (s *Series) Each(unit string, of func(base, head float64) float64) []float64 {
	var all []float64
	for _, p := range s.Pairs {
		if a, b, ok := p.Get(unit); ok {
			all = append(all, of(a, b))
		}
	}
	return all
}

// Done reports whether nothing more is measured of the benchmark.
func (s *Series) Done() bool { return s.enough || s.Failed != "" }

// Get is both values of a unit; ok is false where a side lacks it.
func (p Pair) Get(unit string) (base, head float64, ok bool) {
	base, hasBase := get(p.Values[Base], unit)
	head, hasHead := get(p.Values[Head], unit)
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
