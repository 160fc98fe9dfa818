package show

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// grid are the cases that a run was asked for. If all are of the scenario's own grid they
// are in its order, as in the run, and else in that of the lines. A finished file
// marks the others. Without a mark, as in older files, a run that stopped by a fixed
// number of launches has no others; a run of most of the scenario's own grid was asked
// for that; and any other for the cases under the usual conditions.
func grid(info bench.Info, lines []result.Line, further map[string]bool) []bench.Case {
	cases := asked(info, lines, further)
	at := map[string]int{}
	for i, c := range info.Grid.Cases() {
		at[c.String()] = i
	}
	if !slices.ContainsFunc(cases, func(c bench.Case) bool { _, own := at[c.String()]; return !own }) {
		slices.SortStableFunc(cases, func(a, b bench.Case) int { return at[a.String()] - at[b.String()] })
	}
	return cases
}

// asked is [grid] in the order of the lines.
func asked(info bench.Info, lines []result.Line, further map[string]bool) []bench.Case {
	cases := casesOf(lines)
	name := func(c bench.Case) string { return info.Name + "/" + c.String() }
	switch {
	case slices.ContainsFunc(cases, func(c bench.Case) bool { return further[name(c)] }):
		return without(cases, func(c bench.Case) bool { return further[name(c)] })
	case !slices.ContainsFunc(lines, func(l result.Line) bool { return l.Design.Stop != result.Fixed }):
		return cases
	}
	own := map[string]bool{}
	for _, c := range info.Grid.Cases() {
		own[c.String()] = true
	}
	inOwn := without(cases, func(c bench.Case) bool { return !own[c.String()] })
	if len(inOwn) > 0 && 2*len(inOwn) >= len(own) {
		return inOwn
	}
	if usual := without(cases, func(c bench.Case) bool { return !c.Usual() }); len(usual) > 0 {
		return usual
	}
	return cases
}

// without are the cases that are not left out.
func without(cases []bench.Case, left func(bench.Case) bool) []bench.Case {
	return slices.DeleteFunc(slices.Clone(cases), left)
}

// casesOf are the cases of lines, each once.
func casesOf(lines []result.Line) (cases []bench.Case) {
	seen := map[string]bool{}
	last := bench.Case{}
	for _, l := range lines {
		if l.Case.Size == last.Size && l.Case.Passes == last.Passes && slices.Equal(l.Case.Axes, last.Axes) {
			continue
		}
		last = l.Case
		if key := l.Case.String(); !seen[key] {
			seen[key] = true
			cases = append(cases, l.Case)
		}
	}
	return cases
}
