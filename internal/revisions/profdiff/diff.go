package profdiff

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Difference is the difference of two profiles, by function.
type Difference struct {
	Sample    string // cpu, alloc_space, alloc_objects
	Unit      string // nanoseconds, bytes, count
	Total     Measure
	Functions []Function // by the magnitude of the difference of Flat
}

// Function is the cost of a function on both sides. It is 0 on a side without the
// function.
type Function struct {
	Name string  // as Go writes it, with the path of its package
	Flat Measure // in itself
	Cum  Measure // with all functions it calls
}

// Share returns the share of a figure in the total difference of the same profiles. It
// is below 0 if the figure goes the other way. It is not ok if the total difference is
// 0, or within chance.
func (d Difference) Share(m Measure) (share float64, ok bool) {
	if d.Total.Chance || d.Total.Diff() == 0 {
		return 0, false
	}
	return m.Diff() / d.Total.Diff(), true
}

// Diff compares the head with the base. Sample is a type of values in both profiles:
// cpu, alloc_space or alloc_objects.
//
// Functions are matched by name. A sample counts for the innermost function, even if
// that was inlined. So it does not matter what a side inlines.
func Diff(base, head Side, sample string) (Difference, error) {
	b, err := base.fold(sample)
	if err != nil {
		return Difference{}, fmt.Errorf("compare %s: profile of the base: %w", sample, err)
	}
	h, err := head.fold(sample)
	if err != nil {
		return Difference{}, fmt.Errorf("compare %s: profile of the head: %w", sample, err)
	}
	if b.unit != h.unit {
		return Difference{}, fmt.Errorf("compare %s: the base's is in %s and the head's in %s (try: profiles by one version of Go)", sample, b.unit, h.unit)
	}
	d := Difference{Sample: sample, Unit: b.unit, Functions: functions(b, h)}
	settle([]doubt{d.Total.fill(b.total, h.total, [2]float64{b.ops, h.ops})})
	return d, nil
}

// functions returns the functions of both sides, sorted.
func functions(b, h sums) []Function {
	all := named(b, h)
	var flats, cums []doubt
	for i := range all {
		f := &all[i]
		ops := [2]float64{b.ops, h.ops}
		flats = append(flats, f.Flat.fill(b.flat[f.Name], h.flat[f.Name], ops))
		cums = append(cums, f.Cum.fill(b.cum[f.Name], h.cum[f.Name], ops))
	}
	settle(flats)
	settle(cums)
	slices.SortFunc(all, func(x, y Function) int {
		return cmp.Or(
			cmp.Compare(math.Abs(y.Flat.Diff()), math.Abs(x.Flat.Diff())),
			cmp.Compare(math.Abs(y.Cum.Diff()), math.Abs(x.Cum.Diff())),
			cmp.Compare(x.Name, y.Name),
		)
	})
	return all
}

// named returns the functions of both sides, without figures.
func named(sides ...sums) []Function {
	seen := map[string]bool{}
	var all []Function
	for _, s := range sides {
		for name := range s.cum {
			if !seen[name] {
				seen[name] = true
				all = append(all, Function{Name: name})
			}
		}
	}
	return all
}
