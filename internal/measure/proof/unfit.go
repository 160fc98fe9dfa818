package proof

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// The forms of names. Both become parts of benchmark names. A reader would misread a
// slash, a space, or a number after a dash at the end.
var (
	scenarioForm = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[A-Za-z]$`)
	armForm      = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// Unfit finds mistakes in scenarios before anything runs: benchmarks could not be named
// after them, or no arm could be compared.
func Unfit(scenarios []bench.Scenario) (faults []string) {
	if len(scenarios) == 0 {
		return []string{"there is no scenario (hand some to benchmain.Main)"}
	}
	seen := map[string]bool{}
	for i, s := range scenarios {
		if s == nil {
			faults = append(faults, fmt.Sprintf("scenario %d of %d is nil", i+1, len(scenarios)))
			continue
		}
		info := s.Describe()
		switch {
		case info.Name == "":
			faults = append(faults, fmt.Sprintf("scenario %d of %d has no name (set Info.Name)", i+1, len(scenarios)))
		case !scenarioForm.MatchString(info.Name):
			faults = append(faults, fmt.Sprintf("scenario %q: its name is not CamelCase that ends in a letter, such as SubSlice", info.Name))
		case seen[info.Name]:
			faults = append(faults, fmt.Sprintf("scenario %s: there are two of this name", info.Name))
		}
		seen[info.Name] = true
		faults = append(faults, unfitArms(info, s.Rivals())...)
	}
	return faults
}

// unfitArms finds mistakes in the arms of one scenario.
func unfitArms(info bench.Info, rivals []bench.Rival) (faults []string) {
	say := func(format string, args ...any) {
		faults = append(faults, fmt.Sprintf("scenario %s: ", info.Name)+fmt.Sprintf(format, args...))
	}
	var names []string
	for _, r := range rivals {
		switch {
		case !armForm.MatchString(r.Name):
			say("the arm %q is not named in lower case, such as view-kept", r.Name)
		case slices.Contains(names, r.Name):
			say("there are two arms %s", r.Name)
		}
		names = append(names, r.Name)
	}
	for _, want := range []string{"copy", "view"} {
		if !slices.Contains(names, want) {
			say("it has no arm %s", want)
		}
	}
	return faults
}
