package profdiff

import (
	"strings"

	"github.com/google/pprof/profile"
)

// Spot is one instruction of a program, and the number of samples there.
type Spot struct {
	Function string // the innermost one, even if it was inlined
	File     string // of the source; empty if it is unknown
	Line     int64  // 0 if it is unknown
	Program  string // the file that holds the instruction: the program or a library
	Build    string // the build ID of that file; empty if it is unknown
	Offset   uint64 // of the instruction, in that file
	Samples  int64
}

// Spots returns the instructions that were being executed, one per sample of the profile.
// The interruption of a loop by the runtime counts for the loop.
func (s Side) Spots() ([]Spot, error) {
	values, err := valuesOf(s.Profile, "samples")
	if err != nil {
		return nil, err
	}
	var all []Spot
	for _, one := range s.Profile.Sample {
		if l := interrupted(one.Location); l != nil {
			all = append(all, spotOf(l, one.Value[values.at]))
		}
	}
	return all, nil
}

// interrupted is the innermost location that is none of [IsInterruption]; nil if there is
// none.
func interrupted(stack []*profile.Location) *profile.Location {
	for _, l := range stack {
		if len(l.Line) == 0 || l.Line[0].Function == nil || !IsInterruption(l.Line[0].Function.Name) {
			return l
		}
	}
	return nil
}

// IsInterruption reports whether a function is the runtime's own, by which it interrupts
// loops.
func IsInterruption(function string) bool { return strings.HasPrefix(function, "runtime.asyncPreempt") }

func spotOf(l *profile.Location, samples int64) Spot {
	spot := Spot{Function: place(l), Samples: samples}
	if len(l.Line) > 0 && l.Line[0].Function != nil {
		f := l.Line[0].Function
		spot.File, spot.Line = f.Filename, l.Line[0].Line
		if f.Name != "" {
			spot.Function = f.Name
		}
	}
	if m := l.Mapping; m != nil && l.Address >= m.Start && l.Address < m.Limit {
		spot.Program, spot.Build, spot.Offset = m.File, m.BuildID, l.Address-m.Start+m.Offset
	}
	return spot
}
