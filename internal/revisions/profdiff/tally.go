package profdiff

import (
	"path"

	"github.com/google/pprof/profile"
)

// tally is the sum of some samples.
type tally struct {
	sum     float64
	samples float64
	square  float64 // the variance of sum, from sampling
	step    float64 // the most that one more sample would add
}

func (t tally) plus(o tally) tally {
	return tally{t.sum + o.sum, t.samples + o.samples, t.square + o.square, max(t.step, o.step)}
}

// sums is a profile by function.
type sums struct {
	flat, cum map[string]tally
	total     tally
	unit      string
	ops       float64
}

// add counts a sample for its innermost function, and once for every function on its
// stack, even one that is there several times.
func (f *sums) add(stack []string, t tally) {
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

// stack returns the functions of a sample, the innermost first. An inlined function
// stands before its caller.
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

// place returns the file of code without a name, such as that of a C library. Its
// address is of no use: the other process has another one.
func place(l *profile.Location) string {
	switch {
	case l.Mapping == nil || l.Mapping.File == "":
		return "[unknown]"
	case l.Mapping.File[0] == '[': // [vdso]
		return l.Mapping.File
	}
	return "[" + path.Base(l.Mapping.File) + "]"
}
