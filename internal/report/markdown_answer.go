package report

import (
	"fmt"
	"io"
	"strings"
)

// MarkdownAnswer prints one scenario in markdown: the question, the answer, the times,
// what copies cost, the winners, and the lines of the answer as a list. A rate that is
// not 0 adds a column.
func MarkdownAnswer(w io.Writer, s Scenario, rate float64) error {
	fmt.Fprintf(w, "## %s\n\n%s **%s**\n\n", s.Info.Name, s.Info.Question, answerSentence(s.Answer))
	if err := Markdown(w, []Scenario{s}); err != nil {
		return err
	}
	if err := markdownGains(w, s, rate); err != nil {
		return err
	}
	if len(s.Answer.Grid) > 0 {
		fmt.Fprintln(w)
		g := grid{header: []string{"case", "who wins", "ahead of", "by"}, left: 3}
		for _, c := range s.Answer.Grid {
			g.rows = append(g.rows, []string{c.Case.String(), c.Word(), c.Next, strings.ReplaceAll(factorLines(c.Ahead), "\n", " ")})
		}
		if err := g.markdown(w); err != nil {
			return fmt.Errorf("print who wins in markdown: %w", err)
		}
	}
	if err := markdownCounts(w, s.Cases); err != nil {
		return fmt.Errorf("print counters in markdown: %w", err)
	}
	var items []string
	for _, b := range s.Answer.Breakevens() {
		items = append(items, breakevenLines(b)...)
	}
	if third := thirdOf(s.Answer.Third); third != "" {
		items = append(items, third)
	}
	if change := changes(s.Answer.Changes); change != "" {
		items = append(items, change)
	}
	fmt.Fprintln(w)
	for _, line := range append(items, card(s)...) {
		if nested, ok := strings.CutPrefix(line, "  "); ok {
			fmt.Fprintf(w, "  - %s\n", nested)
			continue
		}
		fmt.Fprintf(w, "- %s\n", line)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// MarkdownBreakevens prints the break-evens of some scenarios as one table.
func MarkdownBreakevens(w io.Writer, scenarios []Scenario) error {
	g := grid{header: []string{"scenario", "at", "break-even"}, left: 3}
	for _, s := range scenarios {
		for _, b := range s.Answer.Breakevens() {
			at := strings.TrimSuffix(strings.TrimPrefix(setting(b), "break-even, "), ": ")
			g.rows = append(g.rows, []string{s.Info.Name, at, breakevenSentence(b)})
		}
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print a markdown table of break-evens: %w", err)
	}
	return nil
}

// markdownGains prints what every arm costs over the fastest of its case.
func markdownGains(w io.Writer, s Scenario, rate float64) error {
	g := grid{header: []string{"case", "arm", "per op", "over best", "garbage", "factor"}, left: 2}
	if rate > 0 {
		g.header = append(g.header, "at "+rateText(rate))
	}
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			row := []string{c.Case.String(), a.Name, Duration(c.Took(a).Center), cost(a.Cost.OverBest), garbage(a, rate), factorOr(a)}
			if rate > 0 {
				row = append(row, busy(a.At(rate).CPUs))
			}
			g.rows = append(g.rows, row)
		}
	}
	fmt.Fprintln(w)
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print costs in markdown: %w", err)
	}
	return nil
}
