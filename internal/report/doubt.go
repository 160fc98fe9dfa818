package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// doubt is a list of undecided results that have one cause.
type doubt struct {
	worse bool // they look worse, by more than the threshold
	cause cause
	of    []compare.Doubt // none if the cause says all
	rows  []string
}

// reason says why the results are undecided, and what to do about it.
func (d doubt) reason() string {
	if len(d.of) == 0 {
		return d.cause.text
	}
	return because(d.of)
}

// line is the doubt in one line.
func (d doubt) line() string {
	const most = 3
	var rows []string
	for _, r := range d.rows[:min(most, len(d.rows))] {
		rows = append(rows, plain(r))
	}
	if len(d.rows) > most {
		rows = append(rows, fmt.Sprintf("%d more", len(d.rows)-most))
	}
	what := counted(len(d.rows), "has no verdict", "have no verdict")
	if d.worse {
		what = counted(len(d.rows), "looks worse, without a verdict", "look worse, without a verdict")
	}
	return console.Line(fmt.Sprintf("%s: %s: %s", what, strings.Join(rows, ", "), d.reason()), 1200)
}

// gathered joins doubts that have one cause, in the order of the first of each.
func gathered(all []doubt) []doubt {
	var found []doubt
	for _, d := range all {
		i := slices.IndexFunc(found, func(o doubt) bool { return o.worse == d.worse && o.cause == d.cause })
		if i < 0 {
			found = append(found, d)
			continue
		}
		found[i].rows, found[i].of = append(found[i].rows, d.rows...), append(found[i].of, d.of...)
	}
	return found
}

// lines are doubts, each in one line.
func lines(doubts []doubt) []string {
	var lines []string
	for _, d := range doubts {
		lines = append(lines, d.line())
	}
	return lines
}

// doubtsOf are the doubts about comparisons, joined by cause.
func doubtsOf(all []compare.Doubt) []doubt {
	var found []doubt
	for _, d := range all {
		row := d.Row + " " + d.Table.Unit
		if d.Change > 0 {
			row += " (" + change(d.Change) + ")"
		}
		found = append(found, doubt{d.Worse, causeOf(d), []compare.Doubt{d}, []string{row}})
	}
	return gathered(found)
}
