package series

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// steady reports whether a count is the same within each commit and seldom changes. Some
// benchmarks allocate by chance.
func steady(s trend.Series) bool {
	changes := 0
	for i, p := range s.Points {
		for _, v := range p.Values {
			if v != p.Values[0] {
				return false
			}
		}
		if i == 0 || p.Values[0] == s.Points[i-1].Values[0] {
			continue
		}
		changes++
		if s.Unit == "B/op" && math.Abs(p.Values[0]-s.Points[i-1].Values[0]) <= result.FewBytes {
			return false
		}
	}
	return changes <= max(3, len(s.Points)/10)
}

// Filter says which series are asked for; nil is all.
type Filter func(trend.Key) bool

// Along puts the values of series on a line, in the order of names. Values of commits
// that are not on the line are left out, and series without a value too.
func (c *Collection) Along(l trend.Line, asked Filter) []trend.Series {
	place := c.places(l)
	var all []trend.Series
	for _, k := range c.sorted(asked) {
		s := trend.Series{Key: k, Better: c.better(k.Unit), Exact: c.exact(k.Unit)}
		at := make([][]float64, 0, len(c.keys[k].values))
		of := map[int32]int{}
		var places []int32
		for _, v := range c.keys[k].values {
			p := place[v.seen]
			if p < 0 {
				continue
			}
			i, known := of[p]
			if !known {
				i = len(at)
				of[p] = i
				at, places = append(at, nil), append(places, p)
			}
			at[i] = append(at[i], v.x)
		}
		for i, p := range places {
			s.Points = append(s.Points, trend.Point{At: int(p), Values: at[i]})
		}
		slices.SortFunc(s.Points, func(a, b trend.Point) int { return cmp.Compare(a.At, b.At) })
		if len(s.Points) > 0 {
			s.Exact = s.Exact && steady(s)
			all = append(all, s)
		}
	}
	return all
}

// places are the places of commits on a line; -1 for those that are not on it.
func (c *Collection) places(l trend.Line) []int32 {
	index := l.Index()
	place := make([]int32, len(c.Seen))
	for i, s := range c.Seen {
		at, on := index[s.ID]
		if place[i] = int32(at); !on {
			place[i] = -1
		}
	}
	return place
}

// sorted are the keys that are asked for, in order.
func (c *Collection) sorted(asked Filter) []trend.Key {
	var keys []trend.Key
	for _, k := range c.names {
		if asked == nil || asked(k) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b trend.Key) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name), cmp.Compare(unitRank(a.Unit), unitRank(b.Unit)), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Env, b.Env))
	})
	return keys
}

// unitRank puts times first.
func unitRank(unit string) int {
	if at := slices.Index([]string{"sec/op", "B/s", "B/op", "allocs/op"}, unit); at >= 0 {
		return at
	}
	return 4
}

// better is the direction of a unit. What a text says goes before what its name says,
// unless the direction is fixed.
func (c *Collection) better(unit string) int {
	if c.Units.Get(unit, "better") != nil && !result.IsFixed(unit) {
		return c.Units.GetBetter(unit)
	}
	return result.Direction(unit)
}

func (c *Collection) exact(unit string) bool {
	if result.Deterministic(unit) {
		return true
	}
	assume := c.Units.Get(unit, "assume")
	return assume != nil && assume.Value == "exact"
}

// nameless names a run of no commit.
func nameless(path string, i int) string {
	return fmt.Sprintf("run %s %d", filepath.Base(path), i+1)
}
