package main

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/codediff"
)

// sameCode reports whether both sides of a benchmark run the same code.
func (t *abTask) sameCode(i int) bool { return t.members[i].Code.Verdict == codediff.Same }

// allocates reports whether the two sides of a series differ in how often they
// allocate, each of them without varying. No code does so by chance: it depends on
// something that was not compared.
func allocates(s *alternate.Series) bool {
	var seen [2]float64
	for i, p := range s.Pairs {
		base, head, ok := p.Get("allocs/op")
		if !ok || i > 0 && seen != [2]float64{base, head} {
			return false
		}
		seen = [2]float64{base, head}
	}
	return seen[0] != seen[1]
}

// changed is the comparisons of a table that are better or worse, by the names of rows.
func changed(t compare.Table) map[string]*compare.Comparison {
	found := map[string]*compare.Comparison{}
	for _, r := range t.Rows {
		for _, cell := range r.Cells {
			if cell != nil && cell.Against != nil && (cell.Against.Word == verdict.Better || cell.Against.Word == verdict.Worse) {
				found[r.Name] = cell.Against
			}
		}
	}
	return found
}

// codes tells about the code of benchmarks with a time that is judged better or worse.
// The first table is that of times.
func (t *abTask) codes(tables []compare.Table) (all []report.Remark) {
	if t.match == nil || len(tables) == 0 || tables[0].Unit != "sec/op" {
		return nil
	}
	const most = 10
	judged := changed(tables[0])
	for i, b := range t.members {
		said := b.Code.String()
		if b.Code.Verdict == codediff.Same {
			said += ", and yet it allocates otherwise: it depends on something else, such as a file or a clock"
		}
		if judged[t.row(i)] == nil || said == "" {
			continue
		}
		if len(all) == most {
			return append(all, report.Remark{What: "…", Said: "and more, which are not listed"})
		}
		all = append(all, report.Remark{What: t.title(i), Said: said})
	}
	return all
}
