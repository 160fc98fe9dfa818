package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// accord counts rows on which machines agree.
type accord struct {
	same, decided int // rows that are decided on all machines
	leaning, rows int // rows whose centres agree, decided or not
}

// String is an accord in words.
func (a accord) String() string {
	return fmt.Sprintf("%d of %d that are decided on all", a.same, a.decided)
}

// count counts a row.
func (a *accord) count(word string, columns []opinion) {
	a.rows++
	if word != "undecided" {
		a.decided++
	}
	if word == "yes" {
		a.same++
	}
	if !slices.ContainsFunc(columns, func(c opinion) bool { return c.above != columns[0].above }) {
		a.leaning++
	}
}

// opinion is what one machine says in a row.
type opinion struct {
	text  string
	says  string              // equal texts agree; empty is undecided
	at    []interval.Estimate // places that must overlap as well
	above bool                // the centre of a difference is above 0
}

// agreement says whether all columns say the same, at places that overlap.
func agreement(columns []opinion) string {
	word := "yes"
	for _, c := range columns {
		switch {
		case c.says == "":
			return "undecided"
		case c.says != columns[0].says || !overlap(c.at, columns[0].at):
			word = "no"
		}
	}
	return word
}

func overlap(a, b []interval.Estimate) bool {
	for i := range min(len(a), len(b)) {
		if a[i].Hi < b[i].Lo || b[i].Hi < a[i].Lo {
			return false
		}
	}
	return len(a) == len(b)
}

// costsOf is the cost of the copy over the view in a case; nil where a machine has none.
func costsOf(machines []Reference, c verdict.Comparison) []opinion {
	var columns []opinion
	for _, m := range machines {
		e := m.over(c, "view")
		if e.N == 0 {
			return nil
		}
		says := ""
		switch {
		case e.Lo > 0:
			says = "the view"
		case e.Hi < 0:
			says = "the copy"
		}
		columns = append(columns, opinion{text: costCell(e), says: says, above: e.Center > 0})
	}
	return columns
}

// evensOf is a break-even on each machine; nil where one has not asked for it.
func evensOf(machines []Reference, scenario string, b verdict.Breakeven) []opinion {
	var columns []opinion
	for _, m := range machines {
		own, there := m.even(scenario, b)
		if !there {
			return nil
		}
		columns = append(columns, evenOf(own))
	}
	return columns
}

// even finds the break-even of a scenario that another run has too.
func (m Reference) even(scenario string, b verdict.Breakeven) (own verdict.Breakeven, there bool) {
	i := slices.IndexFunc(m.Scenarios, func(s Scenario) bool { return s.Info.Name == scenario })
	if i < 0 {
		return own, false
	}
	all := m.Scenarios[i].Answer.Breakevens()
	k := slices.IndexFunc(all, func(o verdict.Breakeven) bool { return contestOf(o) == contestOf(b) })
	if k < 0 {
		return own, false
	}
	return all[k], true
}

// evenOf is a break-even in a cell.
func evenOf(b verdict.Breakeven) opinion {
	switch b.Word {
	case breakeven.Undecided, breakeven.NoModel:
		return opinion{text: b.Word.String()}
	case breakeven.Crosses:
	default:
		return opinion{text: b.Word.String(), says: b.Word.String()}
	}
	c := opinion{}
	var parts []string
	for _, crossing := range b.Crossings {
		winner := map[bool]string{true: "copy", false: "view"}[crossing.Winner == breakeven.Copy]
		c.says += winner
		parts = append(parts, "the "+winner+" wins from "+span(b, crossing.At)+" on")
		c.at = append(c.at, crossing.At)
	}
	c.text = strings.Join(parts, "; ")
	return c
}

// contestOf names a break-even: view and copy, stride=16B, 64KiB.
func contestOf(b verdict.Breakeven) string {
	at := strings.TrimSuffix(strings.TrimPrefix(setting(b), "break-even, "), ": ")
	return fmt.Sprintf("%s and %s, %s", b.Contest.View, b.Contest.Copy, at)
}
