package show

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// yardstick is the arm that factors compare with.
const yardstick = "copy"

// judged is one scenario.
type judged struct {
	shown   report.Scenario
	lines   []result.Line
	missing []report.Failure
}

// judgeAll judges scenarios, several at the same time, and returns them in their order.
func judgeAll(known []Scenario, names []string, files []*File) []judged {
	all := make([]judged, len(names))
	lines := byScenario(files)
	further := map[string]bool{}
	for _, f := range files {
		for name := range f.further {
			further[name] = true
		}
	}
	var wait sync.WaitGroup
	for i, name := range names {
		wait.Go(func() { all[i] = judge(known, name, lines[name], further) })
	}
	wait.Wait()
	for _, f := range files {
		for i := range all {
			if kept, noted := f.head.retained[names[i]]; noted {
				all[i].shown.Retained = kept
			}
		}
	}
	return all
}

func byScenario(files []*File) map[string][]result.Line {
	lines := map[string][]result.Line{}
	for _, f := range files {
		for at := 0; at < len(f.lines); {
			name, end := f.lines[at].Scenario, at+1
			for end < len(f.lines) && f.lines[end].Scenario == name {
				end++
			}
			of := f.lines[at:end:end]
			if at = end; lines[name] == nil { // most have all their lines in one place
				lines[name] = of
				continue
			}
			lines[name] = append(lines[name], of...)
		}
	}
	return lines
}

// judge judges one scenario.
func judge(known []Scenario, name string, lines []result.Line, further map[string]bool) judged {
	of, there := find(known, name, lines)
	cases := grid(of.Info, lines, further)
	lines = result.InOrder(lines, cases) // the case in the middle depends on it
	m := session.Measurement{
		Scenario: verdict.Scenario{Info: of.Info, Rivals: of.Rivals, Cases: cases},
		Lines:    lines, Versus: yardstick,
	}
	one := judged{lines: lines, missing: lacks(name, lines, there)}
	var found []session.Excess
	one.shown, found = session.Judge(m)
	for _, e := range found {
		one.missing = append(one.missing, report.Failure{
			Name:   e.Comparison.Case.Name(name, e.Arm.Name),
			Reason: "it is faster than the machine can be, and left out",
		})
		at := e.Comparison.Case.Name(name, e.Arm.Name)
		one.lines = slices.DeleteFunc(slices.Clone(one.lines), func(l result.Line) bool { return l.Case.Name(l.Scenario, l.Arm) == at })
	}
	return one
}

// find returns a scenario as the program knows it, or else as its lines tell.
func find(known []Scenario, name string, lines []result.Line) (s Scenario, there bool) {
	if at := slices.IndexFunc(known, func(k Scenario) bool { return k.Info.Name == name }); at >= 0 {
		return known[at], true
	}
	s.Info = bench.Info{Name: name, Question: "copy or view? (this program does not hold the scenario)"}
	for _, arm := range arms(lines) {
		s.Rivals = append(s.Rivals, bench.Rival{Name: arm, Kind: kindOf(arm)})
	}
	return s, false
}

// kindOf guesses the claim of an arm by its name.
func kindOf(arm string) bench.Kind {
	switch {
	case strings.HasPrefix(arm, "view"):
		return bench.View
	case strings.HasPrefix(arm, yardstick), strings.HasPrefix(arm, "reuse"):
		return bench.Copy
	}
	return bench.Kernel
}

// arms are the arms of lines, without ceilings and probes.
func arms(lines []result.Line) (names []string) {
	for _, l := range lines {
		if !slices.Contains(names, l.Arm) && !reference.Is(l.Arm) {
			names = append(names, l.Arm)
		}
	}
	return names
}

// lacks names what is missing of a scenario.
func lacks(name string, lines []result.Line, known bool) (missing []report.Failure) {
	lack := func(format string, args ...any) {
		missing = append(missing, report.Failure{Name: name, Reason: fmt.Sprintf(format, args...)})
	}
	if !known {
		lack("another program holds this scenario: its question and the duties of a view are not known here")
	}
	has := arms(lines)
	if !slices.Contains(has, yardstick) {
		lack("no arm is called copy: there are no factors")
	}
	if !slices.ContainsFunc(has, func(arm string) bool { return kindOf(arm) == bench.View }) {
		lack("no arm is called view: nothing says if a view wins")
	}
	if n := launches(lines); n < fewest {
		lack("%d of %d launches that an interval takes: nothing is decided", n, fewest)
	}
	return missing
}

// fewest is how many launches give an interval, if their number was fixed.
const fewest = 6

// launches is the largest number of launches of any case.
func launches(lines []result.Line) (most int) {
	counts := map[string]int{}
	for of := range result.Stretches(lines) {
		name := of[0].Case.Name(of[0].Scenario, of[0].Arm)
		counts[name] += len(of)
		most = max(most, counts[name])
	}
	return most
}
