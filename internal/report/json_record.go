package report

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// prove notes per arm what a proof saw: "copy moved, view aliases by address too".
func (c *CaseJSON) prove(proof string) {
	for one := range strings.SplitSeq(proof, ", ") {
		arm, seen, _ := strings.Cut(one, " ")
		for i := range c.Arms {
			if c.Arms[i].Name == arm && !strings.Contains(arm, "=") {
				c.Arms[i].Proof = seen
			}
		}
	}
}

// launch notes the launches of each arm.
func (c *CaseJSON) launch(lines []result.Line) {
	for i := range c.Arms {
		a := &c.Arms[i]
		for _, l := range lines {
			if x, has := l.Get(c.Clock); has && l.Arm == a.Name {
				a.Launches = append(a.Launches, x)
			}
		}
	}
}

// launchesOf are lines by the names of their scenarios and cases.
func launchesOf(lines []result.Line) map[string][]result.Line {
	all := map[string][]result.Line{}
	name := ""
	for i, l := range lines {
		if i == 0 || !sameCase(l, lines[i-1]) {
			name = l.Scenario + "/" + l.Case.String()
		}
		all[name] = append(all[name], l)
	}
	return all
}

func sameCase(a, b result.Line) bool {
	return a.Scenario == b.Scenario && a.Case.Size == b.Case.Size && a.Case.Passes == b.Case.Passes && slices.Equal(a.Case.Axes, b.Case.Axes)
}
