package show

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
)

// together is an error if files cannot be judged as one sample: those of two machines or
// of two builds, and one run given twice.
func together(files []*File) error {
	begun := map[string]string{}
	for _, f := range files {
		if len(f.head.Machines) > 1 {
			return option.Errorf("", "%s holds runs of the machines %s: results of two machines never mix (cut it into one file per machine)", f.path, strings.Join(f.head.Machines, " and "))
		}
		for _, run := range f.head.Runs {
			if other, twice := begun[run]; twice {
				return option.Errorf("", "%s holds the run that %s holds (%s): give it once", f.path, other, run)
			}
			begun[run] = f.path
		}
	}
	for _, f := range files[1:] {
		if what := apartBy(files[0], f); what != "" {
			return option.Errorf("", "%s and %s differ in %s: they are no one sample (show one at a time, side by side on an HTML page, or use bufbench compare)", files[0].path, f.path, what)
		}
		if len(f.problems)+len(files[0].problems) > 0 {
			return option.Errorf("", "%s: show it alone", firstProblem(files[0], f))
		}
	}
	return nil
}

// apartBy names the first thing in which two files differ, with both values. What one of
// them does not say is no difference.
func apartBy(a, b *File) string {
	if x, y := a.head.Machine(), b.head.Machine(); x != "" && y != "" && x != y {
		return fmt.Sprintf("the machine (%s and %s)", x, y)
	}
	for _, key := range settings {
		x, y := a.head.Config[key], b.head.Config[key]
		if x != "" && y != "" && x != y {
			return fmt.Sprintf("%s (%s and %s)", key, x, y)
		}
	}
	return ""
}

// firstProblem is the first of two files that is not whole, with the reason.
func firstProblem(files ...*File) string {
	for _, f := range files {
		if len(f.problems) > 0 {
			return f.path + " is not whole: " + f.problems[0].Reason
		}
	}
	return ""
}
