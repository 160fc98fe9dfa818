package page

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
)

// card is one scenario on the page.
type card struct {
	ID, Question string
	Parts        []part // one per run that has the scenario
	Card         bench.Card
	Kept         string // what views of small parts keep alive
	Command      string
}

// part is one scenario of one run.
type part struct {
	Letter, Name string   // of the column; empty if the page has one column
	Said         []string // the answer, and what else is worth a thought
	Breakevens   []string
	Gain         string // what the fastest arm saves in the case that conditions change
	Charts       charts
	Rows         []cardRow
	Grid         gridTable
	Pivot        string // the case that conditions change
	Conditions   []condition
	Proofs       []proof
}

// charts are the drawings of a part.
type charts struct {
	Time, Factor, Launches template.HTML
	What                   string // which cases the charts and the table are of
	At                     string // the case of the launches
}

// cardsOf are the scenarios of all runs, each once.
func cardsOf(runs []report.Document) (all []card) {
	for _, name := range scenariosOf(runs) {
		c := card{ID: name, Command: "bufbench run " + name}
		for i, d := range runs {
			s := scenarioOf(d, name)
			if s == nil {
				continue
			}
			if c.Question == "" {
				c.Question, c.Card, c.Kept = s.Question, s.Card, kept(s.Retained)
			}
			p := partOf(*s, d.Caches)
			if p.Letter = letter(i, len(runs)); p.Letter != "" {
				p.Name = nameOf(d)
			}
			c.Parts = append(c.Parts, p)
		}
		all = append(all, c)
	}
	return all
}

// kept says what views of small parts keep alive; empty if it is not known.
func kept(r *report.RetainedJSON) string {
	if r == nil || r.Ratio == nil {
		return ""
	}
	return fmt.Sprintf("a view of %v keeps its whole source of %v: %s bytes for each that is used", r.Part, r.Size, report.Figures(*r.Ratio))
}

func partOf(s report.ScenarioJSON, caches []report.CacheJSON) part {
	p := part{Said: strings.Split(s.Answer, "; "), Breakevens: breakevensOf(s), Grid: gridOf(s), Proofs: proofsOf(s)}
	p.Pivot, p.Conditions = conditionsOf(s)
	if s.Third != "" {
		p.Said = append(p.Said, s.Third)
	}
	for _, g := range s.Gains {
		if g.Case == p.Pivot {
			p.Gain = g.Sentence
		}
	}
	all := slicesOf(s)
	if len(all) == 0 {
		return p
	}
	p.Charts = chartsOf(s, all[0], caches)
	for _, one := range all[0].cases {
		p.Rows = append(p.Rows, rowsOf(one, all[0].arms())...)
	}
	return p
}

// chartsOf draws the first slice of a scenario, and the launches of one case.
func chartsOf(s report.ScenarioJSON, first slice, caches []report.CacheJSON) charts {
	c := charts{What: "read " + strconv.Itoa(first.passes) + " times"}
	switch first.passes {
	case 0:
		c.What = "handed over, not read"
	case 1:
		c.What = "read once"
	}
	if first.axes != "" {
		c.What += ", " + first.axes
	}
	c.Time = chart{title: "time per operation against size, " + s.Name, words: report.Duration, caches: caches, series: first.times()}.draw()
	c.Factor = chart{title: "how many times faster than the copy, " + s.Name, words: report.Factor, unity: true, series: first.factors(), cross: crossings(s, first)}.draw()
	at := first.cases[len(first.cases)/2]
	if s.Changes != nil {
		for _, one := range s.Cases {
			if sorted(one.Case().String()) == sorted(s.Changes.Pivot.Case) {
				at = one
			}
		}
	}
	c.Launches, c.At = launches(at, first.arms()), at.Case().String()
	return c
}
