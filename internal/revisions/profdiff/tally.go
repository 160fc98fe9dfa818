package profdiff

import (
	"path"

	"github.com/google/pprof/profile"
)

// tally is what some samples add up to.
type tally struct {
	sum     float64
	samples float64
	square  float64 // the variance of sum, from sampling
	step    float64 // what one sample more would add at most
}

func (t tally) plus(o tally) tally {
	return tally{t.sum + o.sum, t.samples + o.samples, t.square + o.square, max(t.step, o.step)}
}

// folded is a profile by function.
type folded struct {
	flat, cum map[string]tally
	total     tally
	unit      string
	ops       float64
}

// add counts a sample for the function it was in and once for each that waited
// for it, however often that stands on the stack.
func (f *folded) add(stack []string, t tally) {
	f.total = f.total.plus(t)
	f.flat[stack[0]] = f.flat[stack[0]].plus(t)
	done := map[string]bool{}
	for _, name := range stack {
		if !done[name] {
			done[name] = true
			f.cum[name] = f.cum[name].plus(t)
		}
	}
}

// stack is the functions of a sample, the one it was in first. One that was
// inlined stands before the one it was inlined into.
func stack(s *profile.Sample) []string {
	var names []string
	for _, l := range s.Location {
		if len(l.Line) == 0 {
			names = append(names, place(l))
		}
		for _, line := range l.Line {
			if line.Function == nil || line.Function.Name == "" {
				names = append(names, place(l))
				continue
			}
			names = append(names, line.Function.Name)
		}
	}
	if len(names) == 0 {
		return []string{"[unknown]"}
	}
	return names
}

// place is the file of code that has no name, as of a C library. Its address is
// of no use: it is another one in the other process.
func place(l *profile.Location) string {
	switch {
	case l.Mapping == nil || l.Mapping.File == "":
		return "[unknown]"
	case l.Mapping.File[0] == '[': // [vdso]
		return l.Mapping.File
	}
	return "[" + path.Base(l.Mapping.File) + "]"
}
