package ab

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// allocates reports whether the two sides of a series differ in their number of
// allocations, if that never varies on either side. No code does so by chance: it depends
// on something beside the code.
func allocates(s *series) bool {
	var seen [2]float64
	for i, p := range s.pairs {
		base, head, ok := p.get("allocs/op")
		if !ok || i > 0 && seen != [2]float64{base, head} {
			return false
		}
		seen = [2]float64{base, head}
	}
	return seen[match.Base] != seen[match.Head]
}

// codes returns remarks on the code of benchmarks whose time is better or worse.
func (t *task) codes(tables []compare.Table) (all []match.Note) {
	table, ok := times(tables)
	if t.match == nil || !ok {
		return nil
	}
	const most = 10
	judged := changed(table)
	for i, b := range t.members {
		said := b.Code.String()
		if b.Code.Verdict == codediff.Same {
			said += ", and yet it allocates otherwise: it depends on something else, such as a file or a clock"
		}
		if judged[t.row(i)] == nil || said == "" {
			continue
		}
		if len(all) == most {
			return append(all, match.Note{What: "…", Said: "and more, which are not listed"})
		}
		all = append(all, match.Note{What: title(b), Said: said})
	}
	return all
}
