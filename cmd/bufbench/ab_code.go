package main

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/alternate"
	"github.com/bufbench/bufbench/internal/codediff"
	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/verdict"
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

// codes tells about the code of benchmarks with a time that is judged better or worse.
// The first table is that of times.
func (t *abTask) codes(tables []compare.Table) (all []report.Remark) {
	if t.match == nil || len(tables) == 0 || tables[0].Unit != "sec/op" {
		return nil
	}
	judged := map[string]bool{}
	for _, r := range tables[0].Rows {
		for _, c := range r.Cells {
			if c != nil && c.Against != nil && (c.Against.Word == verdict.Better || c.Against.Word == verdict.Worse) {
				judged[r.Name] = true
			}
		}
	}
	const most = 10
	for i, b := range t.members {
		said := codeSaid(b.Code.Answer)
		if !judged[t.row(i)] || said == "" {
			continue
		}
		if len(all) == most {
			return append(all, report.Remark{What: "…", Said: "and more, which are not listed"})
		}
		all = append(all, report.Remark{What: t.title(i), Said: said})
	}
	return all
}

// codeSaid is an answer in words, for a benchmark whose time is judged.
func codeSaid(a codediff.Answer) string {
	switch a.Verdict {
	case codediff.Same:
		return "no instruction and no constant differs, and yet it allocates otherwise: it depends on something else, such as a file or a clock"
	case codediff.Unknown:
		if a.Why == "" {
			return ""
		}
		return "it is not known whether both sides run the same: " + a.Why
	}
	const most = 3
	var names []string
	for i, d := range a.Differences {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(a.Differences)-most))
			break
		}
		name := d.Name[strings.LastIndexByte(d.Name, '/')+1:]
		switch d.Instructions {
		case 0:
		case 1:
			name += " (1 instruction)"
		default:
			name += fmt.Sprintf(" (%d instructions)", d.Instructions)
		}
		names = append(names, name)
	}
	return "it differs in " + strings.Join(names, ", ")
}
