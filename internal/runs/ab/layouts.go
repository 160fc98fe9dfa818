package ab

import (
	"fmt"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// layoutLines returns a line per layout, with the effect of the layout in each unit. The
// samples have n iterations in the mean.
func layoutLines(s *series, n int) (lines [2][]result.Launch) {
	for side := range lines {
		lines[side] = make([]result.Launch, s.layouts)
	}
	for _, v := range s.pairs[0].values[match.Base] {
		of := verdict.Layouts(meetings(s, v.Unit), s.layouts)
		for side := range lines {
			for k, x := range of[side] {
				if !math.IsNaN(x) {
					lines[side][k].N = n
					lines[side][k].Values = append(lines[side][k].Values, result.Value{Unit: v.Unit, X: x})
				}
			}
		}
	}
	for side := range lines {
		lines[side] = slices.DeleteFunc(lines[side], func(l result.Launch) bool { return len(l.Values) == 0 })
	}
	return lines
}

// meetings returns the values of a unit with their layouts, pair by pair.
func meetings(s *series, unit string) []verdict.Meeting {
	var all []verdict.Meeting
	for _, p := range s.pairs {
		if base, head, ok := p.get(unit); ok {
			all = append(all, verdict.Meeting{Layout: p.layout, Value: [2]float64{base, head}})
		}
	}
	return all
}

// spreads says how far the layouts of each benchmark differ. Plain has the verdicts of
// two binaries alone, by the indices of benchmarks.
func spreads(t *task, all []*series, plain map[int]string) []match.Note {
	var notes []match.Note
	for i, s := range all {
		if s.layouts == 0 || len(s.pairs) < s.layouts {
			continue
		}
		of := verdict.Layouts(meetings(s, s.unit()), s.layouts)
		said := fmt.Sprintf("%d of each side in %d pairs, which differ by %.2g %% (base) and %.2g %% (head), as standard deviations", s.layouts, len(s.pairs), 100*verdict.Spread(of[match.Base]), 100*verdict.Spread(of[match.Head]))
		if two := plain[i]; two != "" {
			said += "; with two binaries alone it was " + two
		}
		notes = append(notes, match.Note{What: title(t.members[i]), Said: said})
	}
	return notes
}
