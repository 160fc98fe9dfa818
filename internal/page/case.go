package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/report"
)

// axesWords are the axes of a case, such as object=bytes.
func axesWords(axes map[string]string) string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(axes)) {
		all = append(all, key+"="+axes[key])
	}
	return strings.Join(all, " ")
}

// slice is the cases of one scenario that differ in size alone.
type slice struct {
	passes int
	axes   string
	cases  []report.CaseJSON // by size
}

// slices of a scenario under the usual conditions, the fewest passes first.
func slicesOf(s report.ScenarioJSON) (all []slice) {
	for _, c := range s.Cases {
		if !c.Case().Usual() {
			continue
		}
		words := axesWords(c.Axes)
		at := slices.IndexFunc(all, func(one slice) bool { return one.passes == c.Passes && one.axes == words })
		if at < 0 {
			at = len(all)
			all = append(all, slice{passes: c.Passes, axes: words})
		}
		all[at].cases = append(all[at].cases, c)
	}
	for i := range all {
		slices.SortFunc(all[i].cases, func(a, b report.CaseJSON) int { return cmp.Compare(a.Size, b.Size) })
	}
	slices.SortStableFunc(all, func(a, b slice) int { return cmp.Compare(a.passes, b.passes) })
	return all
}

// arms are the names of the arms of a slice, in their order; ceilings and probes are none.
func (s slice) arms() (names []string) {
	for _, c := range s.cases {
		for _, a := range c.Arms {
			if !reference.Is(a.Name) && !slices.Contains(names, a.Name) {
				names = append(names, a.Name)
			}
		}
	}
	return names
}

// armOf is the arm of a name in a case, or nil.
func armOf(c report.CaseJSON, name string) *report.ArmJSON {
	for i := range c.Arms {
		if c.Arms[i].Name == name {
			return &c.Arms[i]
		}
	}
	return nil
}

// timeOf is an arm's time, by the clock of its case.
func timeOf(c report.CaseJSON, a *report.ArmJSON) (report.EstimateJSON, bool) {
	if a == nil {
		return report.EstimateJSON{}, false
	}
	e, ok := a.Values[c.Clock]
	if !ok {
		e, ok = a.Values["ns/op"]
	}
	return e, ok
}

// pointOf is an estimate at a size.
func pointOf(size float64, e report.EstimateJSON) point {
	p := point{x: size, y: e.Center}
	if e.Lo != nil && e.Hi != nil {
		p.lo, p.hi = *e.Lo, *e.Hi
	}
	return p
}

// times are the series of a slice: time against size.
func (s slice) times() (all []series) {
	for i, name := range s.arms() {
		one := series{name: name, style: i}
		for _, c := range s.cases {
			if e, ok := timeOf(c, armOf(c, name)); ok {
				one.points = append(one.points, pointOf(float64(c.Size), e))
			}
		}
		all = append(all, one)
	}
	return all
}

// factors are the series of a slice: how many times faster than the copy.
func (s slice) factors() (all []series) {
	for i, name := range s.arms() {
		one := series{name: name, style: i}
		for _, c := range s.cases {
			if a := armOf(c, name); a != nil && a.Factor != nil && name != "copy" {
				one.points = append(one.points, pointOf(float64(c.Size), *a.Factor))
			}
		}
		if len(one.points) > 0 {
			all = append(all, one)
		}
	}
	return all
}
