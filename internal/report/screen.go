package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// screen prints one case of one scenario: a row per arm, a bar for each, and the answer.
func (r Run) screen(w io.Writer, s Scenario) error {
	c := s.Cases[0]
	arms := slices.Clone(c.Arms)
	slices.SortStableFunc(arms, func(a, b verdict.Arm) int { return int(sign(c.Took(a).Center - c.Took(b).Center)) })
	var out strings.Builder
	out.WriteString(r.heading(s, c))
	if err := r.armsOf(s, c, arms).text(&out); err != nil {
		return fmt.Errorf("print the arms of %s: %w", s.Info.Name, err)
	}
	bars(&out, c, arms)
	if err := counts(&out, s.Cases, false); err != nil {
		return fmt.Errorf("print the counters of %s: %w", s.Info.Name, err)
	}
	g, ok := gainOf(s, c)
	if ok {
		labelled(&out, "Answer", gainSentence(g, c, r.Rate))
		labelled(&out, "Reading", reading(g, c, r.Setup))
	}
	r.notes(&out, s, g)
	_, err := io.WriteString(w, out.String())
	return err
}

func sign(x float64) float64 {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// heading names the case, and the reader on the same line if there is room.
func (r Run) heading(s Scenario, c verdict.Comparison) string {
	left, right := s.Info.Name+": "+caseText(c.Case), r.reader(c)
	if right == "" {
		return left + "\n"
	}
	gap := width - utf8.RuneCountInString(left) - utf8.RuneCountInString(right)
	if gap < 2 {
		return left + "\n" + strings.Repeat(" ", max(width-utf8.RuneCountInString(right), 1)) + right + "\n"
	}
	return left + strings.Repeat(" ", gap) + right + "\n"
}

// reader names the reader and its speed.
func (r Run) reader(c verdict.Comparison) string {
	var parts []string
	for _, part := range []string{plain(r.Reader), readerSpeed(c)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "reader: " + strings.Join(parts, ", ")
}

// caseText is a case in words: object=numpy, 48KiB, read 3 times.
func caseText(c bench.Case) string {
	var parts []string
	for _, a := range c.Axes {
		parts = append(parts, a.Key+"="+a.Value)
	}
	parts = append(parts, c.Size.String())
	switch c.Passes {
	case 0:
		parts = append(parts, "handed over and not read")
	case 1:
		parts = append(parts, "read once")
	default:
		parts = append(parts, fmt.Sprintf("read %d times", c.Passes))
	}
	return strings.Join(parts, ", ")
}

// armsOf is the table of the arms of a case.
func (r Run) armsOf(s Scenario, c verdict.Comparison, arms []verdict.Arm) grid {
	head := map[bool]string{true: "per op", false: "CPU per op"}[c.Clock == "" || c.Clock == "ns/op"]
	g := grid{header: []string{"how", head, "over best"}, left: 1}
	if r.Rate > 0 {
		g.header = append(g.header, "at "+rateText(r.Rate))
	}
	g.header = append(g.header, "garbage", "factor")
	for _, a := range arms {
		row := []string{"", Duration(c.Took(a).Center), cost(a.Cost.OverBest)}
		if r.Rate > 0 {
			row = append(row, busy(a.At(r.Rate).CPUs))
		}
		g.rows = append(g.rows, append(row, garbage(a, r.Rate), factorOr(a)))
	}
	for i, how := range hows(s, arms, g.room()) {
		g.rows[i][0] = how
	}
	return g
}

// hows are the names of arms, each with what it is in the words of its language, in
// lines of some columns.
func hows(s Scenario, arms []verdict.Arm, room int) []string {
	longest := 0
	for _, a := range arms {
		longest = max(longest, displayed(a.Name))
	}
	all := make([]string, len(arms))
	for i, a := range arms {
		all[i] = a.Name
		pad := longest - displayed(a.Name)
		for j, line := range wrap(s.says(a.Name), max(room-longest-2, 10)) {
			if j > 0 {
				all[i] += "\n"
				pad = longest
			}
			all[i] += strings.Repeat(" ", pad+2) + line
		}
	}
	return all
}

// says is an arm in the words of its language; empty if nobody said it.
func (s Scenario) says(arm string) string {
	for _, r := range s.Rivals {
		if r.Name == arm && r.Says != arm {
			return plain(r.Says)
		}
	}
	return ""
}
