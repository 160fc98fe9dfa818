package main

import (
	"cmp"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// costs are the differences between the copy and every other arm, case by case.
func costs(lines []result.Line) report.Costs {
	copies, others := map[string][]result.Line{}, map[string][]result.Line{}
	for _, l := range lines {
		name := l.Case.Name(l.Scenario, l.Arm)
		if l.Arm == "copy" {
			copies[name] = append(copies[name], l)
			continue
		}
		others[name] = append(others[name], l)
	}
	all := report.Costs{}
	for name, own := range others {
		if e := difference(copies[own[0].Case.Name(own[0].Scenario, "copy")], own); e.N > 0 {
			all[name] = e
		}
	}
	return all
}

// difference is the time that an operation of the copy takes longer than one of another
// arm. Launches are paired, and the clock is that of the case. The interval is the one of
// factors: it holds at every look where launches followed until they sufficed.
func difference(copies, others []result.Line) interval.Estimate {
	if len(copies) == 0 || len(copies) != len(others) {
		return interval.Estimate{}
	}
	d := copies[0].Design
	longer := make([]float64, len(copies))
	for i := range copies {
		a, had := copies[i].Get(cmp.Or(d.Clock, "ns/op"))
		b, has := others[i].Get(cmp.Or(d.Clock, "ns/op"))
		if !had || !has {
			return interval.Estimate{}
		}
		longer[i] = a - b
	}
	if d.Stop == result.Sequential {
		return interval.Sequence(longer, cmp.Or(d.Alpha, verdict.SequentialAlpha))
	}
	return interval.Median(longer, 1-cmp.Or(d.Alpha, verdict.FixedAlpha))
}
