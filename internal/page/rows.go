package page

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
)

// cardRow is one arm at one size.
type cardRow struct {
	Size, Arm, Time, Range, Factor, Verdict string
	memory
}

// memory is the bytes of an operation of one arm.
type memory struct {
	Garbage, Allocs, Collector string
	Moved                      string // bytes moved per useful byte
	Ceiling                    string // share of what the machine can do
}

// rowsOf are the arms of one case.
func rowsOf(c report.CaseJSON, arms []string) (rows []cardRow) {
	for _, name := range arms {
		a := armOf(c, name)
		e, ok := timeOf(c, a)
		if !ok {
			continue
		}
		r := cardRow{Size: c.Size.String(), Arm: name, Time: report.Duration(e.Center), memory: memoryOf(c, a)}
		if e.Lo != nil && e.Hi != nil {
			r.Range = report.Duration(*e.Lo) + " to " + report.Duration(*e.Hi)
		}
		if f := a.Factor; f != nil {
			r.Factor = report.Factor(f.Center)
			if f.Lo != nil && f.Hi != nil {
				r.Factor += " [" + report.Figures(*f.Lo) + ", " + report.Figures(*f.Hi) + "]"
			}
		}
		if a.Against != nil {
			r.Verdict = a.Against.Verdict
		}
		rows = append(rows, r)
	}
	return rows
}

func memoryOf(c report.CaseJSON, a *report.ArmJSON) (m memory) {
	if b, has := a.Values["B/op"]; has {
		m.Garbage = report.Binary(b.Center)
	}
	if n, has := a.Values["allocs/op"]; has {
		m.Allocs = report.Figures(n.Center)
	}
	if ns, has := a.Values["gc-cpu-ns/op"]; has {
		m.Collector = report.Duration(ns.Center)
	}
	if copied, has := a.Values["copied-B/op"]; has {
		if read := float64(c.Case().Consumed()); read > 0 {
			m.Moved = report.Figures((copied.Center + read) / read)
		}
	}
	if a.Share != nil {
		m.Ceiling = fmt.Sprintf("%.0f %%", 100*a.Share.Center)
	}
	return m
}

// proof is what an arm saw when the owner changed the data.
type proof struct{ Arm, Seen string }

// proofsOf has a proof per arm. If an arm saw different things in different cases, the
// proof names each with its number of cases.
func proofsOf(s report.ScenarioJSON) (all []proof) {
	type sight struct {
		seen  string
		cases int
	}
	var arms []string
	sights := map[string][]sight{}
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			if a.Proof == "" {
				continue
			}
			of := sights[a.Name]
			if of == nil {
				arms = append(arms, a.Name)
			}
			known := false
			for i := range of {
				if of[i].seen == a.Proof {
					of[i].cases, known = of[i].cases+1, true
				}
			}
			if !known {
				of = append(of, sight{a.Proof, 1})
			}
			sights[a.Name] = of
		}
	}
	for _, name := range arms {
		var words []string
		for _, one := range sights[name] {
			noun := "cases"
			if one.cases == 1 {
				noun = "case"
			}
			words = append(words, fmt.Sprintf("%s in %d %s", one.seen, one.cases, noun))
		}
		all = append(all, proof{name, strings.Join(words, ", ")})
	}
	return all
}
