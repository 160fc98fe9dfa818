package report

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
)

const (
	sightLegend = "could see: the smallest change that these lines show nine times in ten"

	wideLegend = "undecided: the change may be up or down (take more lines, or a quieter machine)"

	pairedLegend = "paired: the verdict compares the two launches of each pair, which were measured in turn. " +
		"It may disagree with vs base and p, which compare all launches of both sides."
)

// legend explains the words of tables, one line each.
func legend(tables []compare.Table) []string {
	var said []string
	if anyIs(tables, func(*compare.Comparison) bool { return true }) {
		said = append(said, sightLegend)
	}
	if anyIs(tables, isWide) {
		said = append(said, wideLegend)
	}
	if anyIs(tables, isPaired) {
		said = append(said, pairedLegend)
	}
	return said
}

// anyIs reports whether any comparison is of a kind.
func anyIs(tables []compare.Table, kind func(*compare.Comparison) bool) bool {
	for _, t := range tables {
		for c := range t.Comparisons() {
			if kind(c) {
				return true
			}
		}
	}
	return false
}

func isWide(c *compare.Comparison) bool { return c.Reason == compare.Wide }

func isPaired(c *compare.Comparison) bool { return c.Method == compare.Paired }

const pairedChanges = "Changes are paired: base and head of a pair are measured in turn, and a change is the middle of its pairs. " +
	"It may differ from the quotient of the two medians beside it: these drift with the machine, and pairs do not."
