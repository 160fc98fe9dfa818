package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
)

// Query is what was asked of texts in which nothing could be compared.
type Query struct {
	Texts  int              // that were given
	Lines  int              // that match the query
	Apart  []compare.Across // the keys that keep every benchmark from being compared
	Tables bool             // whoever asked said which tables to make
}

// Nothing says why a comparison has nothing to compare, and what to type.
func (c Comparison) Nothing(q Query) string {
	columns, rows := map[string]bool{}, 0
	for _, t := range c.Tables {
		rows += len(t.Rows)
		for _, col := range t.Cols {
			columns[fmt.Sprintf("%q", col.Labels)] = true
		}
	}
	switch {
	case q.Lines == 0 && c.Unreadable > 0:
		return "no line could be read"
	case q.Lines == 0:
		return "no line matches -filter, or a fixed order such as @(a b)"
	case len(columns) < 2 && c.Unreadable > 0:
		return "what could be read is one column only"
	case len(columns) < 2 && q.Texts < 2:
		return "there is one column only (give a second text, or -col with a key of the names, such as -col /access)"
	case len(columns) < 2:
		return "there is one column only (-col names what stands beside what)"
	case len(q.Apart) > 0:
		return Apart(q.Apart) + " (" + tryTogether(q) + ")"
	}
	return fmt.Sprintf("none of %d rows has a value in the first column and in another (the names of benchmarks or their units may differ)", rows)
}

// Apart names the keys that keep every benchmark from being compared.
func Apart(keys []compare.Across) string {
	var values []string
	for _, k := range keys {
		values = append(values, console.Line(k.String(), 400))
	}
	return "each benchmark stands in tables of its own, by " + strings.Join(values, "; ")
}

// tryTogether brings benchmarks into one table.
func tryTogether(q Query) string {
	var keys []string
	for _, a := range q.Apart {
		keys = append(keys, a.Key)
	}
	list := console.Line(strings.Join(keys, ","), 400)
	if q.Tables {
		return "leave " + list + " out of -table"
	}
	return "type -ignore '" + list + "'"
}

// Unread are the problems of texts, for a report.
func Unread(problems []result.Problem) []ProblemJSON {
	all := make([]ProblemJSON, len(problems))
	for i, one := range problems {
		all[i] = ProblemJSON(one)
	}
	return all
}
