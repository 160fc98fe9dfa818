package gate

import (
	"slices"
	"strings"
)

// index finds series by the parts of their names. A claim then looks at few of
// them: a file may have as many claims as there are series.
type index struct {
	all    []*Series
	byPart map[string][]int
	byName map[string]int // of configuration and name
	looked int            // how many series were looked at; for tests
}

func newIndex(all []*Series) *index {
	x := &index{all: all, byPart: map[string][]int{}, byName: map[string]int{}}
	for i, s := range all {
		x.byName[s.config+s.Name] = i
		for _, parts := range [][]string{s.parts, s.whole} {
			for _, p := range parts {
				if known := x.byPart[p]; len(known) == 0 || known[len(known)-1] != i {
					x.byPart[p] = append(known, i)
				}
			}
		}
	}
	return x
}

// of returns the series that have all parts of a pattern, in order.
func (x *index) of(pattern string) []*Series {
	var found []*Series
	for _, i := range x.candidates(pattern) {
		x.looked++
		if x.all[i].has(pattern) {
			found = append(found, x.all[i])
		}
	}
	return found
}

// candidates are the series with the rarest part of a pattern.
func (x *index) candidates(pattern string) []int {
	parts := strings.Split(strings.TrimPrefix(pattern, "Benchmark"), "/")
	var least []int
	chosen := false
	for n, p := range parts {
		if n == 0 && p == "*" {
			continue
		}
		some := x.byPart[p]
		if other := canonical(p); n > 0 && other != p {
			some = slices.Concat(some, x.byPart[other])
			slices.Sort(some)
			some = slices.Compact(some)
		}
		if !chosen || len(some) < len(least) {
			least, chosen = some, true
		}
	}
	if chosen {
		return least
	}
	all := make([]int, len(x.all))
	for i := range all {
		all[i] = i
	}
	return all
}

// rival is the series that has another arm in place of one.
func (x *index) rival(s *Series, arm, versus string) *Series {
	found := -1
	look := func(parts []string, suffix string) {
		at := armAt(parts, arm)
		if at < 0 {
			return
		}
		for _, other := range []string{versus, part(versus)} {
			name := slices.Clone(parts)
			name[at] = other
			x.looked++
			if i, known := x.byName[s.config+strings.Join(name, "/")+suffix]; known && (found < 0 || i < found) {
				found = i
			}
		}
	}
	look(s.parts, suffix(s.Name))
	look(s.whole, "")
	if found < 0 {
		return nil
	}
	return x.all[found]
}
