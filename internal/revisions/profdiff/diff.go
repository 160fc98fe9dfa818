package profdiff

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Difference is two profiles by function.
type Difference struct {
	Sample    string // cpu, alloc_space, alloc_objects
	Unit      string // nanoseconds, bytes, count
	Total     Measure
	Functions []Function // by the magnitude of the difference of Flat
}

// Function is what a function takes on both sides. One that a side does not
// have takes nothing there.
type Function struct {
	Name string  // as Go writes it, with the path of its package
	Flat Measure // in itself
	Cum  Measure // and in all that it calls
}

// Share is which share of the total difference a figure of the same profiles
// explains: below 0 where it goes the other way. It is not ok where there is no
// total difference that could be explained, or none beyond chance.
func (d Difference) Share(m Measure) (share float64, ok bool) {
	if d.Total.Chance || d.Total.Diff() == 0 {
		return 0, false
	}
	return m.Diff() / d.Total.Diff(), true
}

// Diff holds the head against the base, in values of a type that both profiles
// have: cpu, alloc_space or alloc_objects of those that Go's tests write.
//
// Functions are told apart by name. A sample counts to the innermost function,
// even where that was inlined, so it does not matter which side inlines what.
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
	settle([]doubt{d.Total.measured(b.total, h.total, [2]float64{b.ops, h.ops})})
	return d, nil
}

// functions are those of both sides, sorted.
func functions(b, h folded) []Function {
	all := named(b, h)
	var flats, cums []doubt
	for i := range all {
		f := &all[i]
		ops := [2]float64{b.ops, h.ops}
		flats = append(flats, f.Flat.measured(b.flat[f.Name], h.flat[f.Name], ops))
		cums = append(cums, f.Cum.measured(b.cum[f.Name], h.cum[f.Name], ops))
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

// named are the functions of both sides, without figures.
func named(sides ...folded) []Function {
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
