package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// columns is how many arms stand beside each other at most.
const columns = 4

// Text prints one scenario: the answer, the table of its cases and the grounds of the
// answer. The table has a row per size and passes and a column per arm. Each cell has a
// time ± half an interval, and how many times faster the arm is than the yardstick, with
// the interval. More arms than fit stand in a second table.
func Text(w io.Writer, s Scenario) error {
	info := s.Info
	fmt.Fprintf(w, "%s: %s\n%s", info.Name, info.Question, arrow(s.Answer))
	for _, part := range byAxes(s.Cases) {
		names := armNames(part)
		for len(names) > 0 {
			table, n, err := fitting(part, names)
			if err == nil {
				_, err = io.WriteString(w, table)
			}
			if err != nil {
				return fmt.Errorf("print the table of %s: %w", info.Name, err)
			}
			names = names[n:]
		}
	}
	if err := counts(w, s.Cases, false); err != nil {
		return fmt.Errorf("print the counters of %s: %w", info.Name, err)
	}
	return grounds(w, s)
}

// byAxes cuts cases where a further axis changes.
func byAxes(cases []verdict.Comparison) [][]verdict.Comparison {
	var parts [][]verdict.Comparison
	for i, c := range cases {
		if i == 0 || fmt.Sprint(c.Case.Axes) != fmt.Sprint(cases[i-1].Case.Axes) {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], c)
	}
	return parts
}

// armNames are the arms of all cases in order of appearance.
func armNames(cases []verdict.Comparison) []string {
	var names []string
	seen := map[string]bool{}
	for _, c := range cases {
		for _, a := range c.Arms {
			if !seen[a.Name] {
				seen[a.Name] = true
				names = append(names, a.Name)
			}
		}
	}
	return names
}

// fitting is the table of as many arms as fit beside each other, one at least.
func fitting(cases []verdict.Comparison, names []string) (table string, n int, err error) {
	for n = min(columns, len(names)); ; n-- {
		var out strings.Builder
		if err := textTable(&out, cases, names[:n]); err != nil {
			return "", 0, err
		}
		head, _, _ := strings.Cut(out.String(), "\n")
		if n == 1 || utf8.RuneCountInString(head) <= width {
			return out.String(), n, nil
		}
	}
}

func textTable(w io.Writer, cases []verdict.Comparison, names []string) error {
	g := grid{header: append([]string{condition(cases[0].Case)}, names...), left: 1}
	for _, c := range cases {
		row := []string{fmt.Sprintf("%s ×%d\n\n", short(c.Case.Size), c.Case.Passes)}
		for _, name := range names {
			row = append(row, cell(c.Arm(name)))
		}
		g.rows = append(g.rows, row)
	}
	return g.text(w)
}

func cell(a *verdict.Arm) string {
	if a == nil {
		return "-\n\n"
	}
	return timeOf(a.Time) + "\n" + factorLines(a.Factor)
}

// Verbose prints a row an arm and case, with every figure, the ceilings and
// probes that were measured in the same rounds included.
func Verbose(w io.Writer, s Scenario) error {
	info := s.Info
	fmt.Fprintf(w, "%s: %s\n%s", info.Name, info.Question, arrow(s.Answer))
	g := grid{
		header: []string{"case", "arm", "time", "±", "over best", "factor", "interval", "verdict", "cpu", "gc", "rate", "allocs", "heap", "copied", "faults", "share"},
		left:   2,
	}
	for _, c := range slices.Concat(s.Cases, s.Further) {
		for _, a := range c.Arms {
			g.rows = append(g.rows, row(c, a))
		}
		for _, a := range c.References() {
			g.rows = append(g.rows, row(c, a))
		}
	}
	if err := g.text(w); err != nil {
		return fmt.Errorf("print the table of %s: %w", info.Name, err)
	}
	if err := counts(w, slices.Concat(s.Cases, s.Further), true); err != nil {
		return fmt.Errorf("print the counters of %s: %w", info.Name, err)
	}
	return grounds(w, s)
}

func row(c verdict.Comparison, a verdict.Arm) []string {
	v := func(unit string, in func(float64) string) string {
		if e, ok := a.Values[unit]; ok {
			return in(e.Center)
		}
		return "-" // not measured
	}
	times, between := "-", "-"
	if a.Factor.N > 0 {
		times, between = Factor(a.Factor.Center), bounds(a.Factor)
	}
	return []string{
		c.Case.String(), a.Name, Duration(a.Time.Center), plusMinus(a.Time), cost(a.Cost.OverBest), times, between, word(a.Against),
		v("cpu-ns/op", Duration), v("gc-cpu-ns/op", Duration), v("B/s", rate), v("allocs/op", Figures), v("B/op", size),
		v("copied-B/op", size), v("minflt/op", Figures), share(a.Share),
	}
}

// word is a verdict, and "-" where there is nothing to compare with.
func word(j verdict.Judgement) string {
	if j.Word == "" {
		return "-"
	}
	return string(j.Word)
}

// Brief is one case in one line: the time of every arm, and how it compares.
func Brief(c verdict.Comparison) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s/%s (%s):", c.Scenario, c.Case, counted(c.Launches, "launch", "launches"))
	for _, a := range c.Arms {
		fmt.Fprintf(&s, " %s %s", a.Name, Duration(a.Time.Center))
		if a.Factor.N > 0 && a.Factor.Center != 1 {
			fmt.Fprintf(&s, " (%s)", Factor(a.Factor.Center))
		}
	}
	return s.String()
}
