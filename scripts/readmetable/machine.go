package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios"
)

// machineOf judges the run of a machine, scenario by scenario.
func machineOf(r committed) report.Reference {
	m := report.Reference{Name: r.machine, CPU: plainCPU(r.head.Config["cpu"]), Costs: costs(r.lines)}
	fewest, most := 0, 0
	for _, s := range scenarios.All() {
		one := judged(s, r.lines)
		for _, c := range one.Cases {
			most = max(most, c.Launches)
			if fewest == 0 || c.Launches < fewest {
				fewest = c.Launches
			}
		}
		if len(one.Cases) > 0 {
			m.Scenarios = append(m.Scenarios, one)
		}
	}
	m.Facts = append(r.facts(), fmt.Sprintf("launches: %d to %d per case", fewest, most))
	return m
}

// judged is a scenario with its cases under the usual conditions, and its answer.
func judged(s bench.Scenario, lines []result.Line) report.Scenario {
	info := s.Describe()
	grid := info.Grid
	grid.Leave = nil // the run says which cases there are
	cases := grid.Cases()
	own := slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return l.Scenario != info.Name })
	of := verdict.Scenario{Info: info, Rivals: s.Rivals(), Cases: cases}
	measured := verdict.CasesOf(result.InOrder(own, cases), verdict.Goal{}) // the case in the middle depends on it
	one := report.Scenario{Info: info, Answer: measured.Answer(of, breakeven.Search{Seed: 1})}
	for _, c := range measured.Compare("copy") {
		if slices.ContainsFunc(cases, func(in bench.Case) bool { return in.String() == c.Case.String() }) {
			one.Cases = append(one.Cases, c)
		}
	}
	return one
}

// plainCPU is a processor's name without ornament.
func plainCPU(name string) string {
	return strings.TrimSuffix(strings.NewReplacer("(R)", "", "(TM)", "").Replace(name), " Processor")
}
