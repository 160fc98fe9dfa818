package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Reference is the reference run of one machine, for the pages of results/.
type Reference struct {
	Name      string     // its folder, such as amd-epyc-2c-ded85f
	CPU       string     // the name of its processor
	Facts     []string   // the circumstances of the run, a line each
	Scenarios []Scenario // those that were measured
	Costs     Costs
}

// Costs are the nanoseconds per operation that the copy takes longer than another arm,
// paired by launch, by the name of the other arm's benchmark ([bench.Case.Name]).
type Costs map[string]interval.Estimate

// over is the cost of the copy over an arm in a case; N is 0 where they are not paired.
func (m Reference) over(c verdict.Comparison, arm string) interval.Estimate {
	return m.Costs[c.Case.Name(c.Scenario, arm)]
}

// Page prints the page of one machine in markdown: for each scenario two sentences, the
// times of copy, reuse and view, and the break-evens.
func (m Reference) Page(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n", m.Name)
	for _, fact := range m.Facts {
		fmt.Fprintf(&out, "- %s\n", escaped(plain(fact)))
	}
	out.WriteString(pageLegend)
	for _, s := range m.Scenarios {
		if err := m.section(&out, s); err != nil {
			return fmt.Errorf("print the page of %s: %w", m.Name, err)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

const pageLegend = `
Times are medians over launches, with half their 95 % interval. "copy − view" is the time
per operation that the copy takes longer than the view, paired by launch. It and the factor
have intervals that miss in 1 of 100 cases, however often a run looked at them. The
difference carries over to your program. The factor is about this reader and build.
[All machines side by side](../README.md).

![How many times faster the view is than the copy, in every scenario](strip.svg)
`

// section prints one scenario.
func (m Reference) section(out *strings.Builder, s Scenario) error {
	fmt.Fprintf(out, "\n## %s\n\n%s %s\n\n", s.Info.Name, s.Info.Question, m.analysis(s))
	g := grid{header: []string{"case", "copy", "reuse", "view", "copy − view", "view is faster by"}, left: 1}
	for _, c := range s.Cases {
		row := []string{place(c.Case)}
		for _, name := range []string{"copy", "reuse", "view"} {
			row = append(row, timeOr(c.Arm(name)))
		}
		g.rows = append(g.rows, append(row, costCell(m.over(c, "view")), fasterBy(c.Arm("view"))))
	}
	if err := g.markdown(out); err != nil || len(s.Answer.Breakevens()) == 0 {
		return err
	}
	out.WriteString("\n")
	return MarkdownBreakevens(out, []Scenario{s})
}

// costCell prints a difference of times with its interval, in one unit: 81.7µs [80.4,83.0].
func costCell(e interval.Estimate) string {
	if e.N == 0 {
		return "–"
	}
	unit, size := unitOf(math.Abs(e.Center))
	text := Figures(e.Center/size) + unit
	if math.IsInf(e.Hi-e.Lo, 0) || math.IsNaN(e.Hi-e.Lo) {
		return text + " [-,-]"
	}
	return fmt.Sprintf("%s [%s,%s]", text, Figures(e.Lo/size), Figures(e.Hi/size))
}
