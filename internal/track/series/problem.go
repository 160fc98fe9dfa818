package series

import (
	"cmp"
	"errors"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

// problemOf is an error as a problem of its file.
func problemOf(err error) Problem {
	var p result.Problem
	if errors.As(err, &p) {
		return Problem{Line: p.Line, What: p.What, Mend: p.Mend}
	}
	return Problem{What: err.Error()}
}

// problems are those of a file, with its path.
func (f *File) problems() (all []result.Problem) {
	for _, p := range f.Problems {
		all = append(all, result.Problem{File: f.Path, Line: p.Line, What: p.What, Mend: p.Mend})
	}
	return all
}

// unitsOf are properties of units, in order.
func unitsOf(all benchfmt.UnitMetadataMap) (units []Unit) {
	for key, u := range all {
		units = append(units, Unit{Unit: key.Unit, Original: u.OrigUnit, Key: key.Key, Value: u.Value})
	}
	slices.SortFunc(units, func(a, b Unit) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Key, b.Key)) })
	return units
}
