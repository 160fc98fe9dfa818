package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// grounds prints what the answer of a scenario rests on: costs, undecided comparisons,
// break-evens, what would change the answer, the card of the view, and the grid of
// winners.
func grounds(w io.Writer, s Scenario) error {
	var out strings.Builder
	for _, g := range s.Answer.Gains {
		item(&out, place(g.Case)+": "+gainSentence(g, caseOf(s, g), 0))
	}
	out.WriteString(undecided(s))
	for _, b := range s.Answer.Breakevens() {
		for _, line := range breakevenLines(b) {
			item(&out, line)
		}
	}
	if third := thirdOf(s.Answer.Third); third != "" {
		item(&out, third)
	}
	if change := changes(s.Answer.Changes); change != "" {
		item(&out, change)
	}
	for _, line := range card(s) {
		item(&out, line)
	}
	if err := winners(&out, s.Answer.Grid); err != nil {
		return fmt.Errorf("print who wins in %s: %w", s.Info.Name, err)
	}
	out.WriteString("\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// winners prints the grid of who wins: a row a size, a column a number of
// passes, each cell with how far the winner is ahead of the next.
func winners(out io.Writer, cells []verdict.Cell) error {
	if len(cells) == 0 {
		return nil
	}
	var passes []int
	var rows []string
	at := map[string]string{}
	for _, c := range cells {
		row := strings.TrimSuffix(place(c.Case), fmt.Sprintf(" ×%d", c.Case.Passes))
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
		if !slices.Contains(passes, c.Case.Passes) {
			passes = append(passes, c.Case.Passes)
		}
		at[fmt.Sprint(row, c.Case.Passes)] = won(c)
	}
	slices.Sort(passes)
	g := grid{header: []string{"who wins"}, left: 1}
	for _, k := range passes {
		g.header = append(g.header, fmt.Sprintf("×%d", k))
	}
	for _, row := range rows {
		line := []string{row}
		for _, k := range passes {
			line = append(line, orDash(at[fmt.Sprint(row, k)]))
		}
		g.rows = append(g.rows, line)
	}
	return g.text(out)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// won is a cell of the grid: "view 5.4×" and the interval below.
func won(c verdict.Cell) string {
	if c.Word() == verdict.Open {
		return verdict.Open
	}
	return c.Word() + " " + Factor(c.Ahead.Center) + "\n" + bounds(c.Ahead)
}

// changes names the values of axes that would change the answer, and those that would
// not.
func changes(c verdict.Changes) string {
	if c.Pivot.Best == "" || len(c.Flips)+len(c.Holds) == 0 {
		return ""
	}
	var s strings.Builder
	fmt.Fprintf(&s, "what would change it at %s: ", place(c.Pivot.Case))
	if len(c.Flips) == 0 {
		s.WriteString("nothing that was measured")
	}
	for i, f := range c.Flips {
		if i > 0 {
			s.WriteString(", ")
		}
		fmt.Fprintf(&s, "%s=%s (%s)", f.Axis, f.Value, outcome(f.Cell))
	}
	for i, h := range c.Holds {
		s.WriteString(map[bool]string{true: "; not ", false: ", "}[i == 0])
		fmt.Fprintf(&s, "%s=%s (%s)", h.Axis, h.Value, outcome(h.Cell))
	}
	return s.String()
}

// outcome is a cell in words.
func outcome(c verdict.Cell) string {
	if c.Tied() {
		return c.Best + " and " + c.Next + " tie"
	}
	return c.Best + " by " + factorWithin(c.Ahead)
}

// card is what holding a view owes, a line each.
func card(s Scenario) []string {
	c := s.Info.Card
	if c == (bench.Card{}) {
		return Peaks(s.Peaks)
	}
	lines := []string{
		"what a view owes:",
		"  valid: " + c.Valid, "  frees: " + c.Frees, "  mutation: " + c.Mutation, "  threads: " + c.Threads, "  fails: " + c.Failure,
	}
	if r := s.Retained; r.Skip != nil {
		lines = append(lines, "  retained ÷ used: not measured, "+r.Skip.Error())
	} else if r.Sources > 0 {
		lines = append(lines, fmt.Sprintf("  retained ÷ used: %s (%s used of each %s)", Figures(r.Ratio()), r.Part, r.Case.Size))
	}
	for _, line := range Peaks(s.Peaks) {
		lines = append(lines, "  "+line)
	}
	if c.Incident.What != "" {
		lines = append(lines, fmt.Sprintf("  it happened: %s (%s)", c.Incident.What, c.Incident.Source))
	}
	return lines
}

// undecided names the comparisons that came to no verdict, each with its reason, and
// what to type.
func undecided(s Scenario) string {
	var out strings.Builder
	for _, c := range s.Cases {
		for _, a := range c.Arms {
			if a.Against.Word == verdict.Undecided {
				fmt.Fprintf(&out, "  undecided %s %s: %s\n", a.Name, place(c.Case), reasonOf(a.Against))
			}
		}
	}
	if open := openCases(s); len(open) > 0 {
		item(&out, "to decide, type: "+tryCases(s.Info.Name, open, fewest(s)))
	}
	return out.String()
}
